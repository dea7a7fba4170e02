package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.request.LimitProperties;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Bounds what one connection may cost, and has what Tomcat refuses answered by a valve of ours.
 *
 * @param problems for one container only
 * @param executors makes the executor of a port
 */
record BoundedContainer(
    LimitProperties limits, ProblemErrorReportValve problems, Supplier<RequestExecutor> executors)
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(BoundedHttp11Protocol.class.getName());
    factory.addConnectorCustomizers(this::limit);
    factory.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(executors.get()));
    factory.addContextCustomizers(this::replaceErrorReports);
  }

  private void limit(Connector connector) {
    // No call takes a form; Tomcat would read one by itself, past our limits for bodies.
    connector.setParseBodyMethods("");
    // Bounded by the size of the header; over a count Tomcat throws wherever cookies are read.
    connector.setMaxCookieCount(-1);
    // Measured in docs/adr/0011: with Tomcat's own sizes 1 500 waiting logins fill 256 MB.
    connector.setProperty("socket.appReadBufSize", "1024");
    connector.setProperty("socket.appWriteBufSize", "1024");
    connector.setProperty("socket.directBuffer", "true");
    if (connector.getProtocolHandler() instanceof BoundedHttp11Protocol protocol) {
      protocol.setHeaderTime(limits.headerTime());
      protocol.setMaxHeaderCount(limits.headerCount());
    }
  }

  private void replaceErrorReports(Context context) {
    Pipeline host = context.getParent().getPipeline();
    for (Valve valve : host.getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.removeValve(valve);
      }
    }
    host.addValve(problems);
    // Only the public URL says how browsers reach this service, not the Host of a request.
    context.setUseRelativeRedirects(true);
    if (context.getParent() instanceof StandardHost tomcat) {
      // Otherwise Tomcat adds its own.
      tomcat.setErrorReportValveClass(ProblemErrorReportValve.class.getName());
    }
  }
}
