package dev.gatehouse.adapter.rest.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what failed outside the controllers: in a filter, or refused by the container after it
 * had understood the request (SEC-32).
 */
@RestController
final class ProblemErrorController implements ErrorController {

  @RequestMapping("${spring.web.error.path:/error}")
  ResponseEntity<Problem> answer(HttpServletRequest request, HttpServletResponse response) {
    HttpHeaders headers = new HttpHeaders();
    String retryAfter = response.getHeader(HttpHeaders.RETRY_AFTER);
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? Problems.answer(ProblemCode.of(status), headers, request)
        : Problems.answer(ProblemCode.NOT_FOUND, headers, request);
  }
}
