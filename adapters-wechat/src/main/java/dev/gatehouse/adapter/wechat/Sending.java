package dev.gatehouse.adapter.wechat;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One request on its way, which ends in time whatever it waits for: a {@link Watch} closes its
 * connection. For the one thread that sends it, and for the watch.
 */
final class Sending extends HttpClientContext implements AutoCloseable {

  private final HttpUriRequestBase request;
  private final Watch watch;
  private final long deadline;
  private final long readTimeout;
  private boolean letOut;
  private volatile long due;

  /**
   * Starts the clock.
   *
   * @param timeLeft for all of it
   * @param readTimeout from when it is let out until the head of the answer is here
   */
  Sending(HttpUriRequestBase request, Watch watch, Duration timeLeft, Duration readTimeout) {
    this.request = request;
    this.watch = watch;
    this.deadline = System.nanoTime() + timeLeft.toNanos();
    this.readTimeout = readTimeout.toNanos();
    this.due = deadline;
    watch.over(this);
  }

  HttpUriRequestBase request() {
    return request;
  }

  /** The head of the answer is here. */
  void answered() {
    due = deadline;
  }

  /** How it ended if no answer came that could be read. */
  Outcome failed() {
    if (!letOut) {
      return Outcome.UNREACHABLE;
    }
    return request.isCancelled() ? Outcome.TIMED_OUT : Outcome.BROKEN;
  }

  /** Closes its connection, or sees to it that it gets none, once it has taken too long. */
  void cancelIfOverdue() {
    if (System.nanoTime() - due >= 0) {
      request.cancel();
    }
  }

  /** Stops the clock. */
  @Override
  public void close() {
    watch.forget(this);
  }

  private void letOut() throws CallFailure {
    if (letOut) {
      throw new CallFailure(Outcome.FAILING, "no usable answer from WeChat: it said to try again");
    }
    letOut = true;
    long answerDue = System.nanoTime() + readTimeout;
    due = answerDue - deadline < 0 ? answerDue : deadline;
  }

  /**
   * Stands next to the wire, where a connection has been made and nothing written, and lets each
   * request pass once (SEC-19), whatever the layers above were told or may do by default one day.
   */
  static final class Once extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informed,
        HttpContext context)
        throws IOException, HttpException {
      ((Sending) context).letOut();
      return super.execute(request, connection, informed, context);
    }
  }
}
