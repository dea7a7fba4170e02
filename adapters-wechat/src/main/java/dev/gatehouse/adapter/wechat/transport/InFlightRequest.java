package dev.gatehouse.adapter.wechat.transport;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and the moment by which it must have ended. One thread sends it, and the monitor of
 * {@link ApacheTransport} cancels it.
 */
final class InFlightRequest extends HttpClientContext {

  private static final Logger log = LoggerFactory.getLogger(InFlightRequest.class);

  private final HttpUriRequestBase request;
  private final long deadline;
  private boolean sent;
  private volatile long due;

  /**
   * @param timeLeft from now, for everything
   */
  InFlightRequest(HttpUriRequestBase request, Duration timeLeft) {
    this.request = request;
    this.deadline = System.nanoTime() + timeLeft.toNanos();
    this.due = deadline;
  }

  /**
   * Records that a connection exists and the request is written next. From now on the head of the
   * response must arrive within the read time-out.
   *
   * @throws CallFailure if it was sent before: a code is sent once (SEC-19), whatever the HTTP
   *     client does by default in another version
   */
  void markSent(Duration readTimeout) throws CallFailure {
    if (sent) {
      throw new CallFailure(
          Outcome.FAILING, "no usable response from WeChat: it said to try again");
    }
    sent = true;
    long headDue = System.nanoTime() + readTimeout.toNanos();
    due = headDue - deadline < 0 ? headDue : deadline;
  }

  /** Records that the head of the response is here. */
  void markAnswered() {
    due = deadline;
  }

  /** What a failure of the connection means. */
  Outcome failure() {
    if (!sent) {
      return Outcome.UNREACHABLE;
    }
    return request.isCancelled() ? Outcome.TIMED_OUT : Outcome.BROKEN;
  }

  /** Closes the connection, or keeps the request from getting one, if it is too late. */
  void cancelIfOverdue() {
    try {
      if (System.nanoTime() - due >= 0) {
        request.cancel();
      }
    } catch (RuntimeException e) {
      // Thrown on, it would end the monitor.
      log.warn("a connection to WeChat could not be closed: {}", e.getClass().getName());
    }
  }
}
