package dev.gatehouse.adapter.wechat.transport;

import feign.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The query of one request, and the time left for it. It reaches {@link ApacheTransport} as Feign's
 * options, which Feign hands on unread. In a URL Feign would take the query apart, decode and
 * encode it, for 6 % of the CPU time of a login, and quote it with its secrets in exceptions
 * (SEC-21).
 */
public final class Query extends Request.Options {

  private final String text;

  /**
   * @param text encoded, without question mark; empty for none
   */
  public Query(String text, Duration timeLeft) {
    super(
        timeLeft.toMillis(),
        TimeUnit.MILLISECONDS,
        timeLeft.toMillis(),
        TimeUnit.MILLISECONDS,
        false);
    this.text = text;
  }

  /** The URL with this query. */
  String appendedTo(String url) {
    return text.isEmpty() ? url : url + "?" + text;
  }
}
