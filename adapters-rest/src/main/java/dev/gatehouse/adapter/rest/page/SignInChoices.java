package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.AccountView.Way;
import dev.gatehouse.adapter.rest.page.SignInPage.Choice;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.web.util.UriComponentsBuilder;

/** What the sign-in page can offer: every channel of every installed provider that begins there. */
final class SignInChoices {

  private final List<RedirectIdentityProvider> providers;

  private final PublicUrl publicUrl;
  private final MethodFiles files;

  /**
   * @param publicUrl where a login has to begin: at an address to which the provider will not send
   *     the browser back, its cookies would be missing then
   */
  SignInChoices(List<RedirectIdentityProvider> providers, PublicUrl publicUrl, MethodFiles files) {
    this.files = files;
    this.providers = List.copyOf(providers);
    this.publicUrl = publicUrl;
  }

  /**
   * The choices of a visitor: of each provider the channels that work in this browser, or, if there
   * are none, the reasons.
   *
   * @param userAgent empty if the browser sent none
   * @param home where the browser shall be afterwards
   */
  List<Choice> of(String userAgent, Locale language, String home) {
    return providers.stream()
        .flatMap(provider -> choices(provider, userAgent, language, home).stream())
        .toList();
  }

  private List<Choice> choices(
      RedirectIdentityProvider provider, String userAgent, Locale language, String home) {
    List<Choice> all =
        provider.browserChannels().stream()
            .map(channel -> choice(provider, channel, userAgent, language, home))
            .toList();
    List<Choice> working = all.stream().filter(choice -> choice.hindrance() == null).toList();
    return working.isEmpty() ? all : working;
  }

  /**
   * Ways to pages of providers for a user who is signed in.
   *
   * @param path of the calls that lead there
   * @param offered the methods that are offered
   */
  List<Way> ways(
      String path, Predicate<LoginMethod> offered, String userAgent, Locale language, String home) {
    return providers.stream()
        .filter(provider -> offered.test(provider.method()))
        .flatMap(provider ->
            provider.browserChannels().stream()
                .filter(channel -> provider.support(channel, userAgent).supported())
                .map(channel ->
                    new Way(
                        PageTexts.text("page.name", "", language, provider.method()),
                        publicUrl.origin() + start(path, provider.method(), channel, home))))
        .toList();
  }

  /** Every form that the page may show within itself. */
  List<EmbeddedForm> embeddedForms() {
    return providers.stream()
        .flatMap(provider -> provider.browserChannels().stream().map(provider::embeddedForm))
        .flatMap(Optional::stream)
        .toList();
  }

  private Choice choice(
      RedirectIdentityProvider provider,
      String channel,
      String userAgent,
      Locale language,
      String home) {
    LoginMethod method = provider.method();
    BrowserSupport support = provider.support(channel, userAgent);
    Function<String, String> text = key -> PageTexts.text(key, support.variant(), language, method);
    boolean embedded = provider.embeddedForm(channel).isPresent();
    return new Choice(
        publicUrl.origin(),
        start("/v1/logins/{method}/start", method, channel, home),
        files.mark(method),
        text.apply("page.sign_in"),
        text.apply(embedded ? "page.full_page" : "page.sign_in"),
        text.apply("page.notice"),
        text.apply("page.hint"),
        embedded,
        support.supported() ? null : text.apply("page.hindrance"));
  }

  private String start(String path, LoginMethod method, String channel, String home) {
    return UriComponentsBuilder.fromPath(publicUrl.path() + path)
        .queryParam("channel", "{channel}")
        .queryParam("returnTo", "{home}")
        .encode()
        .buildAndExpand(method.code(), channel, home)
        .toUriString();
  }
}
