package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.domain.identity.LoginMethod;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/** An endpoint that a login method brings, under {@code /v1/logins/<method>/}. */
public final class MethodEndpoint {

  private static final Pattern ADDRESS = Pattern.compile("/v1/logins/([^/{]+)/.+");

  private static final String BEGAN = MethodEndpoint.class.getName() + ".began";

  private MethodEndpoint() {}

  /** Notes that the endpoint's work on a request begins now. */
  public static void begin(HttpServletRequest request) {
    request.setAttribute(BEGAN, System.nanoTime());
  }

  /** When the endpoint's work on a request began, as {@link System#nanoTime} says it. */
  static long began(HttpServletRequest request) {
    return request.getAttribute(BEGAN) instanceof Long began ? began : System.nanoTime();
  }

  /**
   * The login method whose endpoint answers a request.
   *
   * @return as the endpoint's author wrote it into the mapping, which no client can choose; empty
   *     if the endpoint is none of a login method's own
   */
  public static Optional<LoginMethod> of(HttpServletRequest request) {
    return Optional.ofNullable(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
        .map(mapping -> ADDRESS.matcher(mapping.toString()))
        .filter(Matcher::matches)
        .flatMap(address -> LoginMethod.parse(address.group(1)));
  }
}
