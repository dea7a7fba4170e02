package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Hands out the tickets of persons who are asked before a user is registered. A ticket is bound to
 * a secret: that of the client, or one of ours in a cookie that no script can read (SEC-80).
 */
public final class RegistrationTickets {

  private static final String PAGE = "/v1/logins/continue";

  private final Tickets tickets;
  private final SecureRandom random;
  private final PublicUrl publicUrl;
  private final String name;

  RegistrationTickets(Tickets tickets, SecureRandom random, PublicUrl publicUrl) {
    this.tickets = tickets;
    this.random = random;
    this.publicUrl = publicUrl;
    this.name = publicUrl.cookieName("gatehouse_registration");
  }

  /** Where a browser goes with its ticket. */
  public URI page() {
    return URI.create(publicUrl.path() + PAGE);
  }

  /** What a browser keeps: a ticket and the secret to it. */
  public record Kept(String ticket, String verifier) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Kept[]";
    }
  }

  /**
   * Issues a ticket, for the problem that answers the request.
   *
   * @param verifierHash of the client's secret; null if the client has none, then the ticket is
   *     bound to a cookie
   * @param returnTo where a browser goes in the end
   */
  public void issue(
      LoginException.PersonAsked ending,
      @Nullable SecretHash verifierHash,
      URI returnTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (verifierHash != null) {
      Problems.noteTicket(tickets.issue(ending, verifierHash, returnTo), request);
      return;
    }
    String verifier = State.fresh(random).value();
    String ticket = tickets.issue(ending, SecretHash.ofSecret(verifier), returnTo);
    set(verifier + "." + ticket, RegistrationTicket.LIFETIME, response);
    Problems.noteTicket(ticket, request);
  }

  /** What the browser that sends a request keeps; empty if it keeps nothing of the kind. */
  public Optional<Kept> kept(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> cookie.getValue().split("\\.", 2))
        .filter(parts -> parts.length == 2)
        .map(parts -> new Kept(parts[1], parts[0]))
        .findFirst();
  }

  /** Has the browser forget its ticket. */
  public void drop(HttpServletResponse response) {
    set("", Duration.ZERO, response);
  }

  private void set(String value, Duration maxAge, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, publicUrl.cookie(name, value, maxAge).toString());
  }
}
