package dev.gatehouse.adapter.wechat;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * OkHttp under Feign, with a bound on each call as a whole: a read time-out alone lets bytes
 * trickle in for ever. The read time-out of the options given to {@link #execute} is taken as that
 * bound.
 */
final class DeadlineTransport implements Client {

  private final OkHttpClient shared;

  DeadlineTransport(Duration connectTimeout, Duration readTimeout) {
    this.shared =
        new OkHttpClient.Builder()
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .writeTimeout(readTimeout)
            // A code may be sent once (SEC-19): no silent second try, no redirect (SEC-18).
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            // Short, so that we close an idle connection before WeChat does: a request on one that
            // the other side has closed fails, and is not sent again.
            .connectionPool(new ConnectionPool(64, 5, TimeUnit.SECONDS))
            .build();
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    int left = options.readTimeoutMillis();
    OkHttpClient bounded =
        shared
            .newBuilder()
            .callTimeout(left, TimeUnit.MILLISECONDS)
            .readTimeout(Math.min(left, shared.readTimeoutMillis()), TimeUnit.MILLISECONDS)
            .addNetworkInterceptor(new SentOnce())
            .build();
    return new feign.okhttp.OkHttpClient(bounded).execute(request, optionsOf(bounded));
  }

  /**
   * Lets a call out once. OkHttp has more reasons to send again than the ones that can be switched
   * off: it obeys a 503 with {@code Retry-After: 0} whatever else it is told.
   */
  private static final class SentOnce implements Interceptor {

    private final AtomicBoolean sent = new AtomicBoolean();

    @Override
    public okhttp3.Response intercept(Chain chain) throws IOException {
      if (!sent.compareAndSet(false, true)) {
        throw new IOException("a request is not sent again");
      }
      return chain.proceed(chain.request());
    }
  }

  /** Feign's OkHttp client builds a client of its own unless these agree with the one it has. */
  private static Request.Options optionsOf(OkHttpClient client) {
    return new Request.Options(
        client.connectTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        client.readTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        client.followRedirects());
  }
}
