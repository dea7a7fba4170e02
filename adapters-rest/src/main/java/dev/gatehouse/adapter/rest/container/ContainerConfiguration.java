package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.request.LimitProperties;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
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

  // Last, so that what Boot installs is there to be replaced.
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedContainer(
      LimitProperties limits, ShutdownDelay shutdownDelay, TraceIdFilter traceIds) {
    return factory -> {
      factory.setProtocol(BoundedHttp11Protocol.class.getName());
      factory.addConnectorCustomizers(connector -> limit(connector, limits), shutdownDelay::watch);
      factory.addContextCustomizers(
          context -> replaceErrorReports(context, new ProblemErrorReportValve(traceIds)));
    };
  }

  private static void limit(Connector connector, LimitProperties limits) {
    // No call takes a form; Tomcat would read one by itself, past our limits for bodies.
    connector.setParseBodyMethods("");
    // Measured in docs/adr/0011: with Tomcat's own sizes 1 500 waiting logins fill 256 MB.
    connector.setProperty("socket.appReadBufSize", "1024");
    connector.setProperty("socket.appWriteBufSize", "1024");
    connector.setProperty("socket.directBuffer", "true");
    if (connector.getProtocolHandler() instanceof BoundedHttp11Protocol protocol) {
      protocol.setHeaderTime(limits.headerTime());
      protocol.setMaxHeaderCount(limits.headerCount());
    }
  }

  private static void replaceErrorReports(Context context, ProblemErrorReportValve problems) {
    Pipeline host = context.getParent().getPipeline();
    for (Valve valve : host.getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.removeValve(valve);
      }
    }
    host.addValve(problems);
    if (context.getParent() instanceof StandardHost tomcat) {
      // Otherwise Tomcat adds its own.
      tomcat.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
    }
  }
}
