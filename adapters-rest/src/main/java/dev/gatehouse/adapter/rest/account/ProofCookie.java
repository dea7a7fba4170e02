package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.application.browser.LoginAttempt;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Keeps the proof that a user has begun with the browser, sealed. Its name is not that of a login's
 * attempt, so neither can take the place of the other. The newest proof replaces an older one.
 */
final class ProofCookie {

  private final Seal seal;
  private final PublicUrl publicUrl;
  private final String name;

  ProofCookie(Seal seal, PublicUrl publicUrl) {
    this.seal = seal;
    this.publicUrl = publicUrl;
    this.name = publicUrl.cookieName("gatehouse_proof");
  }

  /** The proof that the browser keeps; empty if there is none of ours. */
  Optional<SavedProof> read(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(name))
        .flatMap(cookie -> seal.open(name, cookie.getValue()).stream())
        .flatMap(bytes -> SavedProof.read(bytes).stream())
        .findFirst();
  }

  void keep(SavedProof proof, HttpServletResponse response) {
    set(seal.seal(name, proof.bytes()), LoginAttempt.LIFETIME, response);
  }

  void drop(HttpServletResponse response) {
    set("", Duration.ZERO, response);
  }

  private void set(String value, Duration maxAge, HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, publicUrl.cookie(name, value, maxAge).toString());
  }
}
