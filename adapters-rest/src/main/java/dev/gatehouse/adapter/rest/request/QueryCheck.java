package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a query that cannot be decoded or that gives a parameter twice: the reader of the second
 * of two values may be another than the one that checked the first (SEC-07).
 */
final class QueryCheck implements HandlerInterceptor, WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      List<FieldError> doubled =
          parameters(request).entrySet().stream()
              .filter(parameter -> parameter.getValue().length > 1)
              .map(parameter -> new FieldError(parameter.getKey(), Reason.DOUBLED))
              .toList();
      if (!doubled.isEmpty()) {
        throw new InvalidRequestException(doubled);
      }
    }
    return true;
  }

  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (IllegalStateException undecodable) {
      // Its message quotes the value, which may be a code.
      throw new InvalidRequestException("query", Reason.MALFORMED);
    }
  }
}
