package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.URLDecoder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One connection with a client: a request, its answer, the next request. Who sends the next request
 * while an answer is held back is cut off: two answers must not get mixed up.
 */
// When a write fails, the client is gone and nobody wants to know.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Function<HttpCall, Answer> endpoints;
  private final long number;
  private boolean answering;

  HttpConversation(Function<HttpCall, Answer> endpoints, long number) {
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
      Answer answer = endpoints.apply(read(request));
      answer(context, HttpUtil.isKeepAlive(request), answer);
    } catch (IllegalArgumentException e) {
      answer(context, false, Answer.of(HttpReply.text(400, "That is no good HTTP request.\n")));
    }
  }

  private void answer(ChannelHandlerContext context, boolean keepAlive, Answer answer) {
    AnswerWriter writer = new AnswerWriter(context, keepAlive, () -> answering = false);
    if (answer.delay().isZero()) {
      writer.write(answer);
    } else {
      context
          .executor()
          .schedule(() -> writer.write(answer), answer.delay().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private HttpCall read(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      throw new IllegalArgumentException("not HTTP");
    }
    String[] target = request.uri().split("\\?", 2);
    // A plus sign is a blank in a query, but itself in a path.
    String path = URLDecoder.decode(target[0].replace("+", "%2B"), UTF_8);
    Map<String, String> query = HttpCall.parseQuery(target.length == 2 ? target[1] : "");
    return new HttpCall(
        request.method().name(), path, query, request.content().toString(UTF_8), number);
  }

  /** A connection that broke off: nobody is there to be told. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
