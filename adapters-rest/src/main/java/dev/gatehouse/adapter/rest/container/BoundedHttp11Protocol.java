package dev.gatehouse.adapter.rest.container;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 that bounds what one connection may cost. In time: Tomcat bounds each pause of a client,
 * so one that sends a byte of its header now and then could hold its connection for hours (SEC-29).
 * In memory: thousands of logins may wait for a provider at once, and each holds its buffers while
 * it waits; what we answer is short.
 *
 * <p>Public because Tomcat makes it by its name.
 */
public final class BoundedHttp11Protocol extends Http11NioProtocol {

  private volatile long headerNanos = Long.MAX_VALUE;

  /** How long a client may take from the first byte of a request to the end of its header. */
  void setHeaderTime(Duration time) {
    headerNanos = time.toNanos();
  }

  /** In bytes. Tomcat's own is 8 KiB, several times for each answer. */
  @Override
  public int getDesiredBufferSize() {
    return 1024;
  }

  @Override
  protected Processor createProcessor() {
    return new BoundedProcessor(this, getAdapter());
  }

  private final class BoundedProcessor extends Http11Processor {

    BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
    }

    /** Called whenever bytes of a header have come; a request that has begun has a start time. */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      long begin = request.getStartTimeNanos();
      if (begin != -1 && System.nanoTime() - begin > headerNanos) {
        return SocketState.CLOSED;
      }
      return super.service(socket);
    }
  }
}
