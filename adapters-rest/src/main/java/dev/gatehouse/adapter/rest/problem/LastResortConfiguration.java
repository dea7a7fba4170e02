package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Installs the last resort where Tomcat is the container. Another container needs its own; the
 * fuzzing test of bootstrap says so.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({StandardHost.class, ConfigurableTomcatWebServerFactory.class})
class LastResortConfiguration {

  // Last, so that what Boot installs is there to be replaced.
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lastResort(
      TraceIdFilter traceIds) {
    return factory ->
        factory.addContextCustomizers(context -> install(context, new LastResortValve(traceIds)));
  }

  private static void install(Context context, LastResortValve lastResort) {
    Pipeline host = context.getParent().getPipeline();
    for (Valve valve : host.getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.removeValve(valve);
      }
    }
    host.addValve(lastResort);
    if (context.getParent() instanceof StandardHost tomcat) {
      // Otherwise Tomcat adds its own.
      tomcat.setErrorReportValveClass(LastResortValve.class.getName());
    }
  }
}
