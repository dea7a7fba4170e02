package dev.gatehouse.adapter.rest.container;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.util.LambdaSafe;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * The port of the admin API: one more connector of the container that serves clients, with the same
 * bounds and filters. Neither port serves the paths of the other (SEC-90).
 */
final class AdminConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String PATH = "/admin";

  private final Connector connector = new Connector(BoundedHttp11Protocol.class.getName());

  /**
   * @param address an IP address of this machine
   */
  AdminConnector(int port, String address) {
    connector.setPort(port);
    connector.setThrowOnFailure(true);
    if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
      protocol.setAddress(parse(address));
    }
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addAdditionalConnectors(connector);
    // By then everything that customizes the first connector is known.
    factory.addContextCustomizers(_ -> customizeLikeTheFirst(factory));
  }

  /** Whether a request came in through this port. */
  boolean took(Request request) {
    return connector.equals(request.getConnector());
  }

  /**
   * Whether this port and no other serves a path.
   *
   * @param path within this service
   */
  static boolean serves(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  @SuppressWarnings("unchecked")
  private void customizeLikeTheFirst(TomcatServletWebServerFactory factory) {
    ProtocolHandler protocol = connector.getProtocolHandler();
    LambdaSafe.callbacks(
            TomcatProtocolHandlerCustomizer.class,
            factory.getProtocolHandlerCustomizers(),
            protocol)
        .invoke(customizer -> customizer.customize(protocol));
    factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
  }

  private static InetAddress parse(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "gatehouse.admin.address must be an IP address of this machine", e);
    }
  }
}
