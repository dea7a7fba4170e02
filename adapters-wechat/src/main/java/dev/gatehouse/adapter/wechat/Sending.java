package dev.gatehouse.adapter.wechat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, which ends in time whatever it waits for: a timer closes its connection.
 * For the one thread that sends it.
 */
final class Sending extends HttpClientContext implements AutoCloseable {

  private final HttpUriRequestBase request;
  private final ScheduledExecutorService timer;
  private final Future<?> deadline;
  private final Duration readTimeout;
  private boolean letOut;
  private @Nullable Future<?> answerDue;

  /**
   * Starts the clock.
   *
   * @param timeLeft for all of it
   * @param readTimeout from when it is let out until the head of the answer is here
   */
  Sending(
      HttpUriRequestBase request,
      ScheduledExecutorService timer,
      Duration timeLeft,
      Duration readTimeout) {
    this.request = request;
    this.timer = timer;
    this.readTimeout = readTimeout;
    this.deadline = cancelIn(timeLeft);
  }

  HttpUriRequestBase request() {
    return request;
  }

  /** The head of the answer is here. */
  void answered() {
    if (answerDue != null) {
      answerDue.cancel(false);
    }
  }

  /** How it ended if no answer came that could be read. */
  Outcome failed() {
    if (!letOut) {
      return Outcome.UNREACHABLE;
    }
    return request.isCancelled() ? Outcome.TIMED_OUT : Outcome.BROKEN;
  }

  /** Stops the clock. */
  @Override
  public void close() {
    answered();
    deadline.cancel(false);
  }

  private void letOut() throws CallFailure {
    if (letOut) {
      throw new CallFailure(Outcome.FAILING, "no usable answer from WeChat: it said to try again");
    }
    letOut = true;
    answerDue = cancelIn(readTimeout);
  }

  private Future<?> cancelIn(Duration time) {
    return timer.schedule(request::cancel, time.toNanos(), TimeUnit.NANOSECONDS);
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
