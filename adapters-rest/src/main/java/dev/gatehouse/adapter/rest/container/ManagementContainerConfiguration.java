package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.page.ProblemPage;
import dev.gatehouse.adapter.rest.request.LimitProperties;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import java.util.Optional;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The management port is bounded as the API is (SEC-39), but its requests are not counted. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementContainerConfiguration {

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedManagementContainer(
      LimitProperties limits, TraceIdFilter traceIds, ProblemPage problemPage) {
    return new BoundedContainer(
        limits,
        new ProblemErrorReportValve(
            "",
            traceIds,
            _ -> Optional.empty(),
            SecurityHeadersFilter::protectOverHttp,
            problemPage,
            _ -> false),
        RequestExecutor::new);
  }
}
