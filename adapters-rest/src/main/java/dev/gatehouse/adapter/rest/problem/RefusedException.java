package dev.gatehouse.adapter.rest.problem;

import org.springframework.http.HttpHeaders;

/** A request that a controller refuses, with its answer. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient HttpHeaders headers;

  /**
   * @param headers of the answer
   */
  public RefusedException(ProblemCode code, HttpHeaders headers) {
    super(code.code());
    this.code = code;
    this.headers = headers;
  }

  /** A refusal without headers of its own. */
  public RefusedException(ProblemCode code) {
    this(code, HttpHeaders.EMPTY);
  }

  ProblemCode code() {
    return code;
  }

  HttpHeaders headers() {
    return headers;
  }
}
