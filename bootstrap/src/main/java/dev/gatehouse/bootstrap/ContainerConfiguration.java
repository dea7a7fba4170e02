package dev.gatehouse.bootstrap;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What has no property of its own in Boot: limits of the container, and how it is emptied. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HeaderLimitProperties.class, ShutdownProperties.class})
class ContainerConfiguration {

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  Drain drain(ShutdownProperties shutdown) {
    return new Drain(shutdown.drain());
  }

  @Bean
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
      HeaderLimitProperties limits, Drain drain) {
    return factory -> {
      factory.setProtocol(BoundedHttp11Protocol.class.getName());
      factory.addConnectorCustomizers(connector -> limit(connector, limits), drain::watch);
    };
  }

  private static void limit(Connector connector, HeaderLimitProperties limits) {
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
}
