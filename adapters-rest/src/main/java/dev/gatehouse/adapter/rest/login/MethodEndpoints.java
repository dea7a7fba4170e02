package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.problem.MethodEndpoint;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a login method answers at addresses of its own, {@code /v1/logins/<method>/…}. An endpoint
 * there behaves as a login does: a body must be JSON in UTF-8, an argument of type {@link
 * Credential} is read from the whole of it, and failures, {@link
 * dev.gatehouse.domain.login.LoginException} included, are answered in the method's own words.
 */
final class MethodEndpoints
    implements HandlerInterceptor, HandlerMethodArgumentResolver, WebMvcConfigurer {

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotSupportedException {
    MethodEndpoint.begin(request);
    boolean body = WITH_BODY.contains(request.getMethod()) || request.getContentType() != null;
    if (body && MethodEndpoint.of(request).isPresent()) {
      JsonBody.requireContentType(request);
    }
    return true;
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
