package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.problem.Problems.HeaderLimit;
import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 that bounds what one connection may cost. In time: Tomcat bounds each pause of a client,
 * so one that sends a byte of its header now and then could hold its connection for hours (SEC-29).
 * In memory: thousands of logins may wait for a provider at once, and each holds its buffers while
 * it waits; what we answer is short.
 *
 * <p>Public because Tomcat makes it by its name.
 */
public final class BoundedHttp11Protocol extends Http11NioProtocol {

  private static final Logger log = LoggerFactory.getLogger(BoundedHttp11Protocol.class);

  private static final String SIZE = "size";
  private static final String COUNT = "count";

  // The messages of Tomcat's exceptions, the only trace of the limit; a test says when they change.
  private static final String TOO_LARGE =
      StringManager.getManager(Http11Processor.class).getString("iib.requestheadertoolarge.error");
  private static final StringManager TOO_MANY = StringManager.getManager(MimeHeaders.class);

  private volatile long headerNanos = Long.MAX_VALUE;

  /** How long a client may take from the first byte of a request to the end of its header. */
  void setHeaderTime(Duration time) {
    headerNanos = time.toNanos();
  }

  /** The size in bytes. Tomcat's default is 8 KiB, several times for each answer. */
  @Override
  public int getDesiredBufferSize() {
    return 1024;
  }

  /**
   * A request that waited for its start is answered after the pause of a shutdown, too; Tomcat
   * would close its connection. The acceptor does not ask here.
   */
  @Override
  public boolean isPaused() {
    return false;
  }

  @Override
  protected Processor createProcessor() {
    return new BoundedProcessor(this, getAdapter());
  }

  private final class BoundedProcessor extends Http11Processor {

    BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
    }

    /** Tomcat answers a header over a limit as any other bad request, and keeps the reason. */
    @Override
    protected void setErrorState(ErrorState state, @Nullable Throwable reason) {
      super.setErrorState(state, reason);
      HeaderLimit limit = reason == null ? null : exceeded(String.valueOf(reason.getMessage()));
      if (limit != null) {
        request.setAttribute(HeaderLimit.ATTRIBUTE, limit);
        log.debug(
            "refused a request whose header is over the limit of {} {}",
            limit.value(),
            limit.words().equals(SIZE)
                ? "KiB (server.max-http-request-header-size)"
                : "lines (gatehouse.limits.header-count)");
      }
    }

    private @Nullable HeaderLimit exceeded(String reason) {
      // A request line that is too long by itself is a bad request.
      if (reason.equals(TOO_LARGE) && !request.requestURI().isNull()) {
        return new HeaderLimit(SIZE, getMaxHttpRequestHeaderSize() / 1024);
      }
      return reason.equals(TOO_MANY.getString("headers.maxCountFail", getMaxHeaderCount()))
          ? new HeaderLimit(COUNT, getMaxHeaderCount())
          : null;
    }

    /**
     * Called whenever bytes of a header have come; a request that has begun has a start time. A
     * header that is complete is never late: its bytes may have waited here.
     */
    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      SocketState state = super.service(socket);
      long begin = request.getStartTimeNanos();
      boolean late = begin != -1 && System.nanoTime() - begin > headerNanos;
      return late && state == SocketState.LONG && !isAsync() ? SocketState.CLOSED : state;
    }
  }
}
