package dev.gatehouse.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.IssuedSession;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import jakarta.servlet.http.Cookie;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user, a session of this user, and what an answer says, for slice tests. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  public static final LoginMethod METHOD = new LoginMethod("FAKE");
  public static final ExternalIdentity IDENTITY = new ExternalIdentity(METHOD, "planted");
  public static final User USER = User.restored(new UserId(42), "小明", 7, false);

  /** Admin tokens: one may read, the other may do everything. */
  public static final String READER = "token-of-a-reader";

  public static final String ADMIN = "token-of-an-admin";

  public static final RefreshToken TOKEN = RefreshToken.parse("a".repeat(64)).orElseThrow();
  public static final Session SESSION =
      new Session(
          TOKEN.sessionId(),
          USER.id(),
          NOW,
          NOW.plusSeconds(3600),
          new Session.Rotation(
              SecretHash.of(new byte[SecretHash.LENGTH]),
              SecretHash.of(new byte[SecretHash.LENGTH]),
              Salt.of(new byte[Salt.LENGTH]),
              NOW));
  public static final ActiveSession ACTIVE =
      new ActiveSession(SESSION, new Account(USER, List.of(METHOD)));
  public static final IssuedSession ISSUED = new IssuedSession(SESSION, TOKEN);

  private Samples() {}

  /** The cookie of a browser that is signed in. */
  public static Cookie signedIn() {
    return new Cookie("gatehouse_session", TOKEN.value());
  }

  /** A cookie that an answer sets. */
  public static Cookie cookie(MvcTestResult answer, String name) {
    return requireNonNull(answer.getResponse().getCookie(name), name);
  }

  /** The only cookie that an answer sets whose name begins so. */
  public static Cookie cookieLike(MvcTestResult answer, String prefix) {
    return List.of(answer.getResponse().getCookies()).stream()
        .filter(cookie -> cookie.getName().startsWith(prefix))
        .reduce((one, other) -> {
          throw new AssertionError("more than one " + prefix);
        })
        .orElseThrow(() -> new AssertionError("no " + prefix));
  }

  /** JSON that is written with apostrophes. */
  public static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  /** The body of an answer. */
  public static String text(MvcTestResult answer) {
    return new String(answer.getResponse().getContentAsByteArray(), UTF_8);
  }

  /** The JSON of an answer, which no cache may keep. */
  public static JsonNode body(MvcTestResult answer) {
    assertThat(answer)
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return JsonMapper.shared().readTree(text(answer));
  }

  /** The body of an answer that is a problem of this status and code. */
  public static JsonNode problem(MvcTestResult answer, HttpStatus status, String code) {
    assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    JsonNode problem = JsonMapper.shared().readTree(text(answer));
    assertThat(problem.path("code").asString()).isEqualTo(code);
    return problem;
  }

  /** The fields that an invalid request is refused for, each with its reason. */
  public static List<String> invalid(MvcTestResult answer) {
    return problem(answer, HttpStatus.BAD_REQUEST, "invalid_request")
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString() + " " + error.path("reason").asString())
        .toList();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
