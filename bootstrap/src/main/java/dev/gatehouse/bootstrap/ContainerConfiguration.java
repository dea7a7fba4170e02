package dev.gatehouse.bootstrap;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What has no property of its own in Boot. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {

  /** Measured in docs/adr/0011: with Tomcat's own sizes 1 500 waiting logins fill 256 MB. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
    return factory -> {
      factory.setProtocol(LeanHttp11Protocol.class.getName());
      factory.addConnectorCustomizers(connector -> {
        connector.setProperty("socket.appReadBufSize", "1024");
        connector.setProperty("socket.appWriteBufSize", "1024");
        connector.setProperty("socket.directBuffer", "true");
      });
    };
  }
}
