package dev.gatehouse.adapter.rest.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.token.TestTokens;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionRefusal;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;

class LoginResponsesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");
  private static final User USER = User.registered(new UserId(42), new NewUser(new UserName("小明")));

  @TempDir private Path folder;

  private final CountingClock clock = new CountingClock();

  @Test
  void no_access_token_is_signed_for_a_browser_that_gets_a_cookie() throws Exception {
    LoginResponses responses = responses();
    IssuedLogin admission = responses.admit(new LoginResult.Returned(USER, IDENTITY));

    assertThat(responses.cookie(admission, new MockHttpServletRequest())).isPresent();
    assertThat(clock.asked).hasValue(0);
    assertThat(responses.answer(admission).getBody()).isNotNull();
    assertThat(clock.asked).hasValue(1);
  }

  /** Beyond 2^53, where a browser reads another number. */
  @Test
  void the_id_is_there_as_text_too() throws Exception {
    User user =
        User.registered(new UserId(9_007_199_254_740_993L), new NewUser(new UserName("小明")));

    IssuedLogin login = responses().admit(new LoginResult.Returned(user, IDENTITY));

    assertThat(login.user().sub()).isEqualTo("9007199254740993");
  }

  private LoginResponses responses() throws Exception {
    PublicUrl here = PublicUrl.parse("http://localhost");
    return new LoginResponses(
        new SessionResponses(
            new OpeningSessions(),
            TestTokens.signed(folder, here, clock),
            new SessionCookies(here, Clock.fixed(NOW, ZoneOffset.UTC))));
  }

  /** Each access token is dated, so this knows how many there were. */
  private static final class CountingClock extends Clock {

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Instant instant() {
      asked.incrementAndGet();
      return NOW;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** Opens the same session for every user. */
  private static final class OpeningSessions implements Sessions {

    @Override
    public Optional<IssuedSession> open(UserId user, ExternalIdentity by) {
      RefreshToken token = RefreshToken.parse("a".repeat(64)).orElseThrow();
      SecretHash secret = SecretHash.of(new byte[SecretHash.LENGTH]);
      Salt salt = Salt.of(new byte[Salt.LENGTH]);
      return Optional.of(
          new IssuedSession(
              new Session(
                  token.sessionId(),
                  user,
                  NOW,
                  NOW.plusSeconds(60),
                  new Session.Rotation(secret, secret, salt, NOW)),
              token));
    }

    @Override
    public Optional<IssuedSession> renew(RefreshToken token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ActiveSession> current(RefreshToken token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ActiveSession> current(SessionId session) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void refuse(SessionRefusal why) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void end(SessionId session, SessionEndReason why) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void endAll(UserId user) {
      throw new UnsupportedOperationException();
    }
  }
}
