package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.admin.AdminProperties;
import dev.gatehouse.adapter.rest.client.ClientFilter;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.page.ProblemPage;
import dev.gatehouse.adapter.rest.request.LimitProperties;
import dev.gatehouse.adapter.rest.request.RateLimitFilter;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import java.util.Objects;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What Tomcat has no setting for: limits of a connection, answers to what it refuses, and a delayed
 * shutdown. Another container needs its own; the fuzzing test says so.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShutdownProperties.class)
@ConditionalOnClass({StandardHost.class, TomcatServletWebServerFactory.class})
public class ContainerConfiguration {

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  ShutdownDelay shutdownDelay(ShutdownProperties shutdown) {
    return new ShutdownDelay(shutdown.drain());
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedByTheShutdown(
      ShutdownDelay shutdownDelay) {
    return factory -> factory.addConnectorCustomizers(shutdownDelay::watch);
  }

  // Last, so that what Boot installs is there to be replaced.
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedContainer(
      PublicUrl publicUrl,
      LimitProperties limits,
      TraceIdFilter traceIds,
      ClientFilter clients,
      RateLimitFilter rateLimit,
      SecurityHeadersFilter headers,
      ProblemPage problemPage,
      ObjectProvider<AdminConnector> admin,
      WaitingRequests waitingRequests) {
    return new BoundedContainer(
        limits,
        new ProblemErrorReportValve(
            publicUrl.path(),
            traceIds,
            request -> rateLimit.countRefused(request, clients.client(request)),
            headers::protect,
            problemPage,
            new Placement(publicUrl.path(), admin.getIfAvailable())),
        waitingRequests::executor);
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WaitingRequests waitingRequests() {
    return new WaitingRequests();
  }

  @Bean
  @ConditionalOnProperty("gatehouse.admin.port")
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  AdminConnector adminConnector(AdminProperties admin) {
    return new AdminConnector(
        Objects.requireNonNull(admin.port(), "gatehouse.admin.port"), admin.address());
  }
}
