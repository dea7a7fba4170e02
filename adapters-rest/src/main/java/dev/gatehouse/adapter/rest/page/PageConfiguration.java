package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.session.SessionCookies;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginForm;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What there is to read: pages for people, and the description of the API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignInPageProperties.class, PageProperties.class})
public class PageConfiguration {

  @Bean
  HtmlFrame pageFrame(PageProperties look, SignInPageProperties signInPage, PublicUrl publicUrl) {
    return new HtmlFrame(look, signInPage.enabled(), publicUrl.path());
  }

  @Bean
  PageAssetController pageAssetController(HtmlFrame frame, MethodFiles methodFiles) {
    return new PageAssetController(frame, methodFiles);
  }

  @Bean
  MethodFiles methodFiles(List<IdentityProvider> providers) {
    return new MethodFiles(providers.stream().map(IdentityProvider::method).toList());
  }

  @Bean
  LoginForms loginForms(ObjectProvider<LoginForm> forms, MethodFiles methodFiles) {
    return new LoginForms(forms.orderedStream().toList(), methodFiles);
  }

  @Bean
  ErrorsPageController errorsPageController(HtmlFrame frame) {
    return new ErrorsPageController(frame);
  }

  @Bean
  ProblemPage problemPage(HtmlFrame frame) {
    return new ProblemPage(frame);
  }

  @Bean
  LinkPage linkPage(HtmlFrame frame) {
    return new LinkPage(frame);
  }

  @Bean
  OpenApiController openApiController(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      PublicUrl publicUrl) {
    return new OpenApiController(mappings::getObject, publicUrl);
  }

  @Bean
  EmbeddedForms embeddedForms(List<IdentityProvider> providers) {
    return new EmbeddedForms(beginningInBrowsers(providers));
  }

  @Bean
  SignInChoices signInChoices(
      List<IdentityProvider> providers, PublicUrl publicUrl, MethodFiles methodFiles) {
    return new SignInChoices(beginningInBrowsers(providers), publicUrl, methodFiles);
  }

  @Bean
  RegistrationPage registrationPage(SignInChoices choices, LoginForms loginForms, HtmlFrame frame) {
    return new RegistrationPage(choices, loginForms, frame);
  }

  @Bean
  ProblemPageConverter problemPageConverter(ProblemPage page) {
    return new ProblemPageConverter(page);
  }

  /** A sample, which a team replaces by a page of its own. */
  @Bean
  @ConditionalOnBooleanProperty(name = "gatehouse.sign-in-page.enabled", matchIfMissing = true)
  SignInPageController signInPageController(
      SignInChoices choices,
      LoginForms loginForms,
      HtmlFrame frame,
      ReturnTargets returnTargets,
      ObjectProvider<SessionCookies> cookies,
      ObjectProvider<Sessions> sessions,
      ObjectProvider<LoginMethods> loginMethods) {
    return new SignInPageController(
        choices,
        loginForms,
        frame,
        returnTargets,
        visitors(cookies, sessions),
        loginMethods.getIfAvailable());
  }

  /** Without sessions no visitor is signed in. */
  private static SignInPageController.Visitors visitors(
      ObjectProvider<SessionCookies> cookies, ObjectProvider<Sessions> sessions) {
    SessionCookies sessionCookies = cookies.getIfAvailable();
    return sessionCookies == null
        ? request -> Optional.empty()
        : new SessionVisitors(sessionCookies, sessions.getObject());
  }

  private static List<RedirectIdentityProvider> beginningInBrowsers(
      List<IdentityProvider> providers) {
    return providers.stream()
        .filter(RedirectIdentityProvider.class::isInstance)
        .map(RedirectIdentityProvider.class::cast)
        .toList();
  }
}
