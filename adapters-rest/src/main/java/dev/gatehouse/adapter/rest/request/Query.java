package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.domain.login.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** The query of a GET that does something. No parameter is there twice ({@link QueryCheck}). */
public final class Query {

  private final HttpServletRequest request;

  private Query(HttpServletRequest request) {
    this.request = request;
  }

  /**
   * The query of a request.
   *
   * @throws HttpRequestMethodNotSupportedException for a HEAD, which the framework maps with GET: a
   *     preview must not spend anything
   */
  public static Query of(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
    if (request.getMethod().equals("HEAD")) {
      throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
    }
    return new Query(request);
  }

  /** The value of a parameter, perhaps blank; refused if too long for a field of a credential. */
  public Optional<String> optional(String name) {
    String value = request.getParameter(name);
    if (value != null && value.length() > Credential.MAX_VALUE_LENGTH) {
      throw new InvalidRequestException(name, Reason.TOO_LONG);
    }
    return Optional.ofNullable(value);
  }

  /** The value of a parameter; refused if missing or blank, too. */
  public String required(String name) {
    String value =
        optional(name).orElseThrow(() -> new InvalidRequestException(name, Reason.MISSING));
    if (value.isBlank()) {
      throw new InvalidRequestException(name, Reason.BLANK);
    }
    return value;
  }
}
