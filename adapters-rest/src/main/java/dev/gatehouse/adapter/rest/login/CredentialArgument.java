package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a login method answers at addresses of its own, {@code /v1/logins/<method>/…}: an endpoint
 * there takes a {@link Credential}, read from the whole body with the care that a login's gets. Its
 * failures, {@link dev.gatehouse.domain.login.LoginException} included, are answered as a login's
 * are, in the method's own words.
 */
final class CredentialArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final Pattern ADDRESS = Pattern.compile("/v1/logins/([^/]+)/.+");

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Credential.class;
  }

  @Override
  public Credential resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders)
      throws IOException {
    HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
    LoginMethod method = methodOf(request);
    Problems.remember(method, request);
    Problems.expectBareCredential(request);
    return LoginRequest.readCredentialOf(method, request.getInputStream());
  }

  /** As the endpoint's author wrote it down, which is not for clients to choose. */
  private static LoginMethod methodOf(HttpServletRequest request) {
    Object mapping = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return Optional.of(ADDRESS.matcher(String.valueOf(mapping)))
        .filter(Matcher::matches)
        .flatMap(address -> LoginMethod.parse(address.group(1)))
        .orElseThrow(() ->
            new IllegalStateException(
                "an endpoint that takes a credential must lie under /v1/logins/<method>/"));
  }
}
