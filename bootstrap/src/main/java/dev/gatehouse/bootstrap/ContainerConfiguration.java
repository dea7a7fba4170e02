package dev.gatehouse.bootstrap;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits of the container that have no property of their own in Boot. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HeaderLimitProperties.class)
class ContainerConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
      HeaderLimitProperties limits) {
    return factory -> {
      factory.setProtocol(BoundedHttp11Protocol.class.getName());
      factory.addConnectorCustomizers(connector -> limit(connector, limits));
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
