package dev.gatehouse.adapter.rest.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Keeps login attempts with the browser that begins them: a sealed cookie for each, so that tabs do
 * not disturb each other and every replica can finish what another began (SEC-03, SEC-05).
 */
final class AttemptCookies {

  /** The limit for one browser. Another attempt replaces the oldest one. */
  static final int MAX_ATTEMPTS = 5;

  private static final int MAX_DROPPED = 20;

  private final Seal seal;
  private final PublicUrl publicUrl;
  private final String prefix;
  private final Clock clock;

  AttemptCookies(Seal seal, PublicUrl publicUrl, Clock clock) {
    this.seal = seal;
    this.publicUrl = publicUrl;
    this.prefix = publicUrl.cookieName("gatehouse_attempt_");
    this.clock = clock;
  }

  /** The attempt of this state, if the browser that asks began it and it is not over. */
  Optional<SavedLoginAttempt> find(State state, HttpServletRequest request) {
    String name = name(state);
    return cookies(request)
        .filter(cookie -> cookie.getName().equals(name))
        .flatMap(cookie -> open(cookie).stream())
        .filter(kept -> kept.attempt().state().matches(state))
        .findFirst();
  }

  /** Keeps a new attempt, and of the others those for which there is room. */
  void begin(LoginAttempt attempt, HttpServletRequest request, HttpServletResponse response) {
    List<String> newestFirst =
        cookies(request)
            .flatMap(cookie -> open(cookie).stream())
            .map(SavedLoginAttempt::attempt)
            .sorted(Comparator.comparing(LoginAttempt::begunAt).reversed())
            .map(other -> name(other.state()))
            .distinct()
            .toList();
    List<String> stay = newestFirst.subList(0, Math.min(newestFirst.size(), MAX_ATTEMPTS - 1));
    cookies(request)
        .map(Cookie::getName)
        .filter(name -> !stay.contains(name))
        .distinct()
        // What is there is the client's to say; our answer has only so much room.
        .limit(MAX_DROPPED)
        .forEach(name -> set(name, "", Duration.ZERO, response));
    keep(new SavedLoginAttempt.Begun(attempt), response);
  }

  /** Replaces an attempt by the note that it ended in a session, until it would have been over. */
  void finish(LoginAttempt attempt, SessionId session, HttpServletResponse response) {
    keep(new SavedLoginAttempt.Finished(attempt, session), response);
  }

  /** Replaces an attempt by the note that it was silent, until it would have been over. */
  void noteSilent(LoginAttempt attempt, HttpServletResponse response) {
    keep(new SavedLoginAttempt.Silent(attempt), response);
  }

  /** Has the browser forget an attempt. */
  void drop(LoginAttempt attempt, HttpServletResponse response) {
    set(name(attempt.state()), "", Duration.ZERO, response);
  }

  private void keep(SavedLoginAttempt kept, HttpServletResponse response) {
    String name = name(kept.attempt().state());
    Duration rest = Duration.between(clock.instant(), kept.attempt().end());
    // A cookie counts whole seconds and must not go before the attempt is over; a negative number
    // would keep it until the browser is closed.
    Duration maxAge = rest.isNegative() ? Duration.ZERO : rest.plusMillis(999);
    set(name, seal.seal(name, kept.bytes()), maxAge, response);
  }

  private Optional<SavedLoginAttempt> open(Cookie cookie) {
    Instant now = clock.instant();
    return seal.open(cookie.getName(), cookie.getValue())
        .flatMap(SavedLoginAttempt::read)
        .filter(kept -> !kept.attempt().isOver(now));
  }

  private Stream<Cookie> cookies(HttpServletRequest request) {
    Cookie[] all = request.getCookies();
    return all == null
        ? Stream.empty()
        : Arrays.stream(all).filter(cookie -> cookie.getName().startsWith(prefix));
  }

  /** The name contains a hash of the state, because tools show names of cookies in clear. */
  private String name(State state) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(state.value().getBytes(US_ASCII));
      return prefix + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void set(String name, String value, Duration maxAge, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, publicUrl.cookie(name, value, maxAge).toString());
  }
}
