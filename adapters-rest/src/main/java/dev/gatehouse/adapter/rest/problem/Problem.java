package dev.gatehouse.adapter.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of every failure, {@code application/problem+json} (RFC 9457).
 *
 * @param code stable, for programs
 * @param traceId the same as in the log
 * @param errors what is wrong with an invalid request; absent otherwise
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String traceId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

  /**
   * One field that is wrong.
   *
   * @param field where it stands in the request
   * @param reason stable, for programs
   * @param detail for people
   */
  record FieldProblem(String field, String reason, String detail) {}
}
