package dev.gatehouse.testkit;

import static dev.gatehouse.domain.login.RedirectIdentityProvider.CHANNEL;
import static dev.gatehouse.domain.login.RedirectIdentityProvider.CODE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link RedirectIdentityProvider} promises. Extend it for each implementation. */
public abstract class RedirectIdentityProviderContract extends IdentityProviderContract {

  private static final State STATE = new State("0123456789abcdefghijABCDEFGHIJ0123456789");
  private static final URI CALLBACK =
      URI.create("https://gatehouse.example/v1/logins/METHOD/callback");

  @Override
  protected abstract RedirectIdentityProvider provider();

  /** A configured channel that begins in a browser. */
  protected abstract String channelOfBrowsers();

  /** A configured channel that does not. */
  protected abstract String otherChannel();

  @Test
  void the_page_is_told_the_state_and_where_to_come_back() throws LoginException {
    URI page = provider().authorizationPage(request(channelOfBrowsers()));

    assertThat(page.isAbsolute()).isTrue();
    assertThat(
            Arrays.stream(page.getRawQuery().split("&"))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                .map(value -> URLDecoder.decode(value, UTF_8)))
        .contains(STATE.value(), CALLBACK.toString());
  }

  @Test
  void a_channel_begins_in_a_browser_or_has_no_page() {
    assertThat(provider().beginsInBrowser(channelOfBrowsers())).isTrue();
    assertThat(provider().beginsInBrowser(otherChannel())).isFalse();
    assertThatThrownBy(() -> provider().authorizationPage(request(otherChannel())))
        .isInstanceOf(LoginException.UnknownChannel.class);
  }

  @Test
  void all_channels_are_told_and_nothing_else_is_one() {
    assertThat(provider().channels())
        .contains(channelOfBrowsers(), otherChannel())
        .containsAll(provider().browserChannels())
        .doesNotContain("another's");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "another's", "\0", "🙂", "../web", "web "})
  void a_channel_that_is_not_configured_begins_nowhere(String channel) {
    assertThat(provider().beginsInBrowser(channel)).isFalse();
    assertThatThrownBy(() -> provider().authorizationPage(request(channel)))
        .isInstanceOf(LoginException.UnknownChannel.class);
  }

  /**
   * A provider that read a channel more kindly here than there would let logins in without a state.
   */
  @Test
  void a_proof_goes_by_the_very_channel() {
    for (String almost : List.of(channelOfBrowsers() + " ", "\t" + channelOfBrowsers())) {
      assertThatThrownBy(() -> provider().authenticate(credential(Map.of(CHANNEL, almost))))
          .isInstanceOf(LoginException.UnknownChannel.class);
    }
    assertThatThrownBy(() -> provider().authenticate(credential(Map.of())))
        .isInstanceOf(LoginException.InvalidCredential.class);
  }

  @Test
  void an_answer_to_one_language_is_an_answer_to_all() throws LoginException {
    for (Locale language : Stream.of("zh", "en", "fr", "").map(Locale::of).toList()) {
      AuthorizationRequest request =
          new AuthorizationRequest(channelOfBrowsers(), STATE, CALLBACK, language);

      assertThat(provider().authorizationPage(request)).isNotNull();
    }
  }

  private Credential credential(Map<String, String> fields) {
    Map<String, String> complete = new HashMap<>(fields);
    complete.put(CODE, "code");
    return new Credential(provider().method(), complete);
  }

  @Test
  void a_page_offers_the_channels_that_begin_in_a_browser() {
    assertThat(provider().browserChannels())
        .contains(channelOfBrowsers())
        .doesNotContain(otherChannel())
        .doesNotHaveDuplicates()
        .allSatisfy(channel -> assertThat(provider().beginsInBrowser(channel)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36", "🙂"})
  void it_works_in_a_browser_of_which_nothing_bad_is_known(String userAgent) {
    assertThat(provider().support(channelOfBrowsers(), userAgent).supported()).isTrue();
  }

  @Test
  void a_form_within_our_page_is_told_the_state_and_where_to_come_back() {
    assertThat(provider().embeddedForm(otherChannel())).isEmpty();
    assertThat(provider().embeddedForm("another's")).isEmpty();
    provider()
        .embeddedForm(channelOfBrowsers())
        .ifPresent(form -> {
          assertThat(form.script().isAbsolute()).isTrue();
          assertThat(form.constructorName()).matches("[A-Za-z_$][A-Za-z0-9_$]*");
          assertThat(form.framedOrigins())
              .isNotEmpty()
              .allMatch(origin -> origin.matches("https?://[^/?#;, ]+"));
          assertThat(form.parameters(request(channelOfBrowsers()), "place").values())
              .contains("place", STATE.value())
              .map(value -> URLDecoder.decode(value.toString(), UTF_8))
              .contains(CALLBACK.toString());
        });
  }

  private static AuthorizationRequest request(String channel) {
    return new AuthorizationRequest(channel, STATE, CALLBACK, Locale.CHINESE);
  }
}
