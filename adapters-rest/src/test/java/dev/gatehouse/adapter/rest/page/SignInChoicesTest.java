package dev.gatehouse.adapter.rest.page;

import static dev.gatehouse.testkit.FakeRedirectIdentityProvider.HINDERING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.SignInPage.Choice;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInChoicesTest {

  private static final MethodFiles NO_FILES = new MethodFiles(List.of());
  private static final LoginForms NO_FORMS = new LoginForms(List.of(), NO_FILES);
  private static final HtmlFrame FRAME =
      new HtmlFrame(new PageProperties(null, null, null, null, null), true, "");

  private final FakeRedirectIdentityProvider spoken = provider("SPOKEN");
  private final FakeRedirectIdentityProvider silent = provider("SILENT");
  private final SignInChoices choices =
      new SignInChoices(List.of(spoken, silent), PublicUrl.parse("https://own.example"), NO_FILES);

  @Test
  void each_channel_that_begins_in_a_browser_is_offered() {
    assertThat(choices.of("", Locale.ENGLISH, "/?lang=en"))
        .extracting(Choice::start)
        .containsExactly(
            "/v1/logins/SPOKEN/start?channel=web&returnTo=%2F%3Flang%3Den",
            "/v1/logins/SILENT/start?channel=web&returnTo=%2F%3Flang%3Den");
  }

  @Test
  void the_words_are_those_of_the_method_where_it_has_any() {
    assertThat(choices.of("", Locale.ENGLISH, "/"))
        .extracting(Choice::label)
        .containsExactly("Sign in by speaking", "Sign in");
  }

  @Test
  void a_browser_in_which_a_method_does_not_work_is_told_why() {
    assertThat(choices.of("Any", Locale.CHINESE, "/"))
        .extracting(Choice::hindrance)
        .containsOnlyNulls();
    assertThat(choices.of(FakeRedirectIdentityProvider.HINDERING, Locale.CHINESE, "/"))
        .extracting(Choice::hindrance)
        .containsOnly("在这个浏览器里无法这样登录，请换一个浏览器打开本页。");
  }

  @Test
  void only_the_channels_that_work_in_the_browser_are_offered() {
    spoken.alsoOffers("inside", userAgent -> userAgent.contains(HINDERING));

    assertThat(choices.of(HINDERING, Locale.ENGLISH, "/"))
        .filteredOn(choice -> choice.start().contains("/SPOKEN/"))
        .singleElement()
        .satisfies(choice -> {
          assertThat(choice.start()).contains("channel=inside");
          assertThat(choice.label()).isEqualTo("Sign in from inside");
          assertThat(choice.notice()).isEqualTo("You will be asked first.");
          assertThat(choice.hindrance()).isNull();
        });
    assertThat(choices.of("Any", Locale.ENGLISH, "/"))
        .filteredOn(choice -> choice.start().contains("/SPOKEN/"))
        .singleElement()
        .satisfies(choice -> {
          assertThat(choice.label()).isEqualTo("Sign in by speaking");
          assertThat(choice.notice()).isEmpty();
        });
  }

  /** A further group of one method, such as a second account at the provider. */
  @Test
  void a_method_with_a_suffix_has_the_words_of_the_method() {
    SignInChoices second =
        new SignInChoices(
            List.of(provider("SPOKEN.second")), PublicUrl.parse("https://own.example"), NO_FILES);

    assertThat(second.of("", Locale.ENGLISH, "/"))
        .extracting(Choice::label)
        .containsExactly("Sign in by speaking");
  }

  @Test
  void a_page_without_a_form_of_another_site_loads_nothing_of_another_site() {
    assertThat(PagePolicy.allowing(choices.embeddedForms(), NO_FORMS, FRAME))
        .contains("default-src 'none'", "script-src 'self';", "frame-src 'none'")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe", "http");
  }

  @Test
  void a_page_with_one_loads_exactly_what_it_needs() {
    silent.offers(new Form());

    assertThat(choices.of("", Locale.ENGLISH, "/"))
        .extracting(Choice::embedded)
        .containsExactly(false, true);
    assertThat(PagePolicy.allowing(choices.embeddedForms(), NO_FORMS, FRAME))
        .contains("script-src 'self' https://static.example/form.js;")
        .contains("frame-src https://login.example;");
  }

  private static FakeRedirectIdentityProvider provider(String method) {
    return new FakeRedirectIdentityProvider(new LoginMethod(method));
  }

  private record Form() implements EmbeddedForm {

    @Override
    public URI script() {
      return URI.create("https://static.example/form.js");
    }

    @Override
    public List<String> framedOrigins() {
      return List.of("https://login.example");
    }

    @Override
    public String constructorName() {
      return "Form";
    }

    @Override
    public Map<String, Object> parameters(AuthorizationRequest request, String container) {
      return Map.of();
    }
  }
}
