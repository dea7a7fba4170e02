package dev.gatehouse.adapter.rest.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every failure, {@code application/problem+json} (RFC 9457) or a page for a person.
 *
 * @param code stable, for programs
 * @param traceId the same as in the log
 * @param errors what is wrong with an invalid request; absent otherwise
 * @param members of this kind of problem alone, such as {@code freshFor}
 * @param language of title and detail; for a page
 * @param translation the same in the other language; for a page
 * @param startAgain where the person can log in again, if that helps; for a page
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String traceId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors,
    @JsonIgnore Map<String, Object> members,
    @JsonIgnore Locale language,
    @JsonIgnore @Nullable Problem translation,
    @JsonIgnore @Nullable URI startAgain) {

  /** The same in a language; as it is, if there is no translation. */
  public Problem in(Locale wanted) {
    return translation == null || language.equals(wanted) ? this : translation;
  }

  /** The members of this kind of problem, beside the others. */
  @JsonAnyGetter
  Map<String, Object> furtherMembers() {
    return members;
  }

  /**
   * One field that is wrong.
   *
   * @param field where it stands in the request
   * @param reason stable, for programs
   * @param detail for people
   */
  record FieldProblem(String field, String reason, String detail) {}
}
