package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.login.LoginOutcomes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/** Answers whatever fails, in a controller or before one is reached. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {

  @Bean
  ProblemHandler problemHandler(Clock clock, LoginOutcomes outcomes, Tickets tickets) {
    return new ProblemHandler(new OutageLog(clock), outcomes, tickets);
  }

  @Bean
  ProblemErrorController problemErrorController() {
    return new ProblemErrorController();
  }

  /** Replaces the framework's, which lets the container parse {@code Accept-Language}. */
  @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
  LocaleResolver languageOfTheRequest() {
    return new LocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return Problems.language(request);
      }

      @Override
      public void setLocale(
          HttpServletRequest request,
          @Nullable HttpServletResponse response,
          @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language of a request is its header's");
      }
    };
  }
}
