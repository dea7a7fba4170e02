package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.problem.MethodEndpoint;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a login method answers at addresses of its own, {@code /v1/logins/<method>/…}: an endpoint
 * there takes a {@link Credential}, read from the whole body with the care that a login's gets. Its
 * failures, {@link dev.gatehouse.domain.login.LoginException} included, are answered as a login's
 * are, in the method's own words.
 */
final class CredentialArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

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
    LoginMethod method =
        MethodEndpoint.of(request)
            .orElseThrow(() ->
                new IllegalStateException(
                    "an endpoint that takes a credential must lie under /v1/logins/<method>/"));
    return LoginRequest.readCredentialOf(method, request.getInputStream());
  }
}
