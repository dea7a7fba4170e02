package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.problem.Problem;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.util.StreamUtils;

/** Writes a problem as a page, when the response is one for a person. */
final class ProblemPageConverter extends AbstractHttpMessageConverter<Problem> {

  private final ProblemPage page;

  ProblemPageConverter(ProblemPage page) {
    super(StandardCharsets.UTF_8, MediaType.TEXT_HTML);
    this.page = page;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == Problem.class;
  }

  @Override
  protected boolean canRead(@Nullable MediaType type) {
    return false;
  }

  @Override
  protected Problem readInternal(Class<? extends Problem> type, HttpInputMessage input) {
    throw new UnsupportedOperationException("problems are only written");
  }

  @Override
  protected void writeInternal(Problem problem, HttpOutputMessage output) throws IOException {
    output.getHeaders().set(SecurityHeadersFilter.POLICY, page.policy(problem));
    if (page.hasForm(problem)) {
      output.getHeaders().set(SecurityHeadersFilter.REFERRER, SecurityHeadersFilter.ORIGIN_ALONE);
    }
    StreamUtils.copy(page.of(problem), StandardCharsets.UTF_8, output.getBody());
  }
}
