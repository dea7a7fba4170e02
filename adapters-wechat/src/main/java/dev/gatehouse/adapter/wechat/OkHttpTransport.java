package dev.gatehouse.adapter.wechat;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * OkHttp under Feign. Each call is sent once, is bounded as a whole (a read time-out alone lets
 * bytes trickle in for ever; the read time-out of the options given to {@link #execute} is taken as
 * that bound), and is read here to its end, {@value #MAX_BYTES} bytes at most. Thread-safe.
 */
final class OkHttpTransport implements Client {

  static final int MAX_BYTES = 64 * 1024;

  private final OkHttpClient http;

  /**
   * @param maxIdle how many idle connections are kept; as many as calls may be in flight, or else
   *     load would close and open them all the time
   * @param idleTime how long; shorter than WeChat keeps them, because a request on one that the
   *     other side has closed fails, and is not sent again
   */
  OkHttpTransport(Duration connectTimeout, Duration readTimeout, int maxIdle, Duration idleTime) {
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .writeTimeout(readTimeout)
            // A code may be sent once (SEC-19): no silent second try, no redirect (SEC-18).
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(new SentOnce())
            // Connects on the caller's own thread, which is a virtual one, and not on one of a
            // pool.
            .fastFallback(false)
            .connectionPool(new ConnectionPool(maxIdle, idleTime.toMillis(), TimeUnit.MILLISECONDS))
            .build();
  }

  /**
   * @throws CallFailure if nothing came back that could be looked at
   */
  @Override
  public Response execute(Request request, Request.Options options) throws CallFailure {
    AtomicBoolean sent = new AtomicBoolean();
    Call call = http.newCall(withMark(request, sent));
    call.timeout().timeout(options.readTimeoutMillis(), TimeUnit.MILLISECONDS);
    try (okhttp3.Response response = call.execute()) {
      return Response.builder()
          .request(request)
          .status(response.code())
          .headers(Map.of())
          .body(bytes(call, response.body().byteStream()))
          .build();
    } catch (CallFailure e) {
      throw e;
    } catch (IOException e) {
      throw new CallFailure(
          outcome(sent.get(), e), "no usable answer from WeChat: " + e.getClass().getSimpleName());
    }
  }

  private static okhttp3.Request withMark(Request request, AtomicBoolean sent) {
    return new okhttp3.Request.Builder()
        .url(request.url())
        .method(request.httpMethod().name(), null)
        // The answers are small. And what is not unpacked cannot be a bomb.
        .header("Accept-Encoding", "identity")
        .tag(AtomicBoolean.class, sent)
        .build();
  }

  private static byte[] bytes(Call call, InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      // Or else closing the answer would read on, to save the connection.
      call.cancel();
      throw CallFailure.unusable("over " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  private static Outcome outcome(boolean sent, IOException e) {
    if (!sent) {
      return Outcome.UNREACHABLE;
    }
    return e instanceof InterruptedIOException ? Outcome.TIMED_OUT : Outcome.BROKEN;
  }

  /**
   * Notes, next to the wire, that a call is let out, and lets it out once. OkHttp has more reasons
   * to send again than the ones that can be switched off: it obeys a 503 with {@code Retry-After:
   * 0} whatever else it is told.
   */
  private static final class SentOnce implements Interceptor {

    @Override
    public okhttp3.Response intercept(Chain chain) throws IOException {
      AtomicBoolean sent = chain.request().tag(AtomicBoolean.class);
      if (sent == null || !sent.compareAndSet(false, true)) {
        throw new CallFailure(
            Outcome.FAILING, "no usable answer from WeChat: it said to try again");
      }
      return chain.proceed(chain.request());
    }
  }
}
