package dev.gatehouse.adapter.rest.problem;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Answers whatever fails, in a controller or before one is reached. */
@Configuration(proxyBeanMethods = false)
@Import(LastResortConfiguration.class)
public class ProblemConfiguration {

  @Bean
  ProblemHandler problemHandler(Clock clock) {
    return new ProblemHandler(new OutageLog(clock));
  }

  @Bean
  LastResortController lastResortController() {
    return new LastResortController();
  }
}
