package dev.gatehouse.adapter.rest.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.RateLimiter;
import dev.gatehouse.adapter.rest.request.RetryAfter;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.domain.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Lets calls of the admin API through by their tokens. What a call changes is recorded under the
 * name of its token (SEC-91).
 */
final class AdminAccess {

  private static final String BEARER = "Bearer ";

  /** Replaces the address in the records of a call; the name of the token follows. */
  private static final String TOKEN = "token:";

  private final List<Token> tokens;
  private final AuditLog log;
  private final RefusalAudit refusals;
  private final RateLimiter limiter;
  private final Clock clock;

  private record Token(String name, String hash, Set<AdminRight> rights) {}

  /**
   * @param limiter counts the requests of each token
   */
  AdminAccess(
      AdminProperties properties,
      AuditLog log,
      RefusalAudit refusals,
      RateLimiter limiter,
      Clock clock) {
    this.tokens =
        properties.tokens().entrySet().stream()
            .map(entry -> token(entry.getKey(), entry.getValue()))
            .toList();
    this.log = log;
    this.refusals = refusals;
    this.limiter = limiter;
    this.clock = clock;
  }

  /**
   * Does the work of a call.
   *
   * @throws RefusedException if the request has no token of ours, or one without this right, or one
   *     that has been presented too often
   */
  <R, X extends Throwable> R with(
      AdminRight right, HttpServletRequest request, ScopedValue.CallableOp<? extends R, X> work)
      throws X {
    Token token = tokenOf(request);
    ClientInfo client = new ClientInfo(TOKEN + token.name(), TraceIdFilter.of(request));
    return RequestContext.with(
        client,
        () -> {
          requireFewRequests(token);
          if (!token.rights().contains(right)) {
            refusals.refused("admin_right_missing");
            throw refused(ProblemCode.ADMIN_RIGHT_MISSING, "Bearer error=\"insufficient_scope\"");
          }
          return work.call();
        });
  }

  /**
   * Records that data of a user is read.
   *
   * @param user null if it was looked for, and there is none
   */
  void lookedUp(@Nullable UserId user) {
    log.record(
        new AuditRecord(
            clock.instant(),
            AuditRecord.Event.LOOKUP,
            user == null ? "not_found" : AuditRecord.SUCCESS,
            user,
            null,
            null,
            RequestContext.client()));
  }

  private Token tokenOf(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    Optional<Token> found =
        headers.size() == 1 && headers.getFirst().startsWith(BEARER)
            ? known(sha256(headers.getFirst().substring(BEARER.length())))
            : Optional.empty();
    if (found.isEmpty()) {
      refusals.refused("admin_token_invalid");
      throw refused(
          ProblemCode.ADMIN_TOKEN_INVALID,
          headers.isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"");
    }
    return found.get();
  }

  private void requireFewRequests(Token token) {
    Optional<Duration> wait = limiter.refuse(TOKEN + token.name());
    if (wait.isPresent()) {
      refusals.refused("rate_limited");
      HttpHeaders headers = new HttpHeaders();
      headers.set(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(wait.get()));
      throw new RefusedException(ProblemCode.RATE_LIMITED, headers);
    }
  }

  /** Compares with each: the time says nothing about the token, nor about which one it is. */
  private Optional<Token> known(String hash) {
    Optional<Token> found = Optional.empty();
    for (Token token : tokens) {
      if (MessageDigest.isEqual(token.hash().getBytes(UTF_8), hash.getBytes(UTF_8))) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private static RefusedException refused(ProblemCode code, String challenge) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    return new RefusedException(code, headers);
  }

  private static Token token(String name, AdminProperties.Token token) {
    return new Token(
        name,
        Objects.requireNonNull(token.sha256(), "sha256").toLowerCase(Locale.ROOT),
        token.rights().stream()
            .map(right -> AdminRight.named(right).orElseThrow())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
