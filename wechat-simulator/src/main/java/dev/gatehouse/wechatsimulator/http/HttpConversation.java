package dev.gatehouse.wechatsimulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One connection: a request, its response, the next request. A client that sends a request before
 * the response to the last one is cut off, because two responses must not be mixed.
 */
// A failed write needs no report: the client has gone.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final HostAndOriginPolicy policy;
  private final Function<Request, Response> endpoints;
  private final long number;
  private boolean answering;

  HttpConversation(HostAndOriginPolicy policy, Function<Request, Response> endpoints, long number) {
    this.policy = policy;
    this.endpoints = endpoints;
    this.number = number;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (answering) {
      context.close();
      return;
    }
    answering = true;
    try {
      send(context, HttpUtil.isKeepAlive(request), respond(request));
    } catch (IllegalArgumentException e) {
      send(context, false, Response.text(400, "The HTTP request is malformed.\n"));
    }
  }

  private Response respond(FullHttpRequest request) {
    Request parsed = read(request);
    return policy
        .refusal(request.headers())
        .map(reason -> Response.text(403, reason))
        .orElseGet(() -> endpoints.apply(parsed));
  }

  private void send(ChannelHandlerContext context, boolean keepAlive, Response response) {
    ResponseWriter writer = new ResponseWriter(context, keepAlive, () -> answering = false);
    if (response.delay().isZero()) {
      writer.write(response);
    } else {
      context
          .executor()
          .schedule(() -> writer.write(response), response.delay().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Request read(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      throw new IllegalArgumentException("not HTTP");
    }
    String[] target = request.uri().split("\\?", 2);
    // A plus sign means a blank in a query and itself in a path.
    String path = URLDecoder.decode(target[0].replace("+", "%2B"), UTF_8);
    Map<String, String> query = Request.parseQuery(target.length == 2 ? target[1] : "");
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(header ->
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Request(
        request.method().name(), path, query, headers, request.content().toString(UTF_8), number);
  }

  /** The connection broke; there is no client to answer. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
