package dev.gatehouse.wechatsimulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes one response to a connection. Called on the connection's event loop only. */
// A failed write needs no report: the client has gone.
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter {
  private final ChannelHandlerContext context;
  private final boolean keepAlive;
  private final Runnable written;

  /**
   * @param keepAlive whether the client asked to keep the connection
   * @param written called after the response; the next request may then be read
   */
  ResponseWriter(ChannelHandlerContext context, boolean keepAlive, Runnable written) {
    this.context = context;
    this.keepAlive = keepAlive;
    this.written = written;
  }

  void write(Response response) {
    switch (response.delivery()) {
      case ResponseDelivery.Whole() -> whole(response, keepAlive);
      case ResponseDelivery.WholeThenClose() -> whole(response, false);
      case ResponseDelivery.Truncated() -> truncated(response);
      case ResponseDelivery.Trickle(Duration perByte) -> {
        context.writeAndFlush(head(response));
        trickle(response.body(), perByte);
      }
      case ResponseDelivery.CloseUnanswered() -> context.close();
      case ResponseDelivery.Reset() -> reset();
      case ResponseDelivery.Never() -> {}
    }
  }

  private void whole(Response response, boolean keepOpen) {
    HttpResponse head = head(response);
    ByteBuf body = Unpooled.wrappedBuffer(response.body());
    ChannelFuture sent =
        context.writeAndFlush(
            new DefaultFullHttpResponse(
                head.protocolVersion(), head.status(), body, head.headers(), head.headers()));
    written.run();
    if (!keepOpen) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void truncated(Response response) {
    ByteBuf body = Unpooled.wrappedBuffer(response.body());
    context.write(head(response));
    context
        .writeAndFlush(new DefaultHttpContent(body.slice(0, body.readableBytes() / 2)))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void trickle(ByteBuffer rest, Duration perByte) {
    if (!rest.hasRemaining()) {
      context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      written.run();
      return;
    }
    context
        .executor()
        .schedule(
            () -> {
              if (context.channel().isActive()) {
                context.writeAndFlush(
                    new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {rest.get()})));
                trickle(rest, perByte);
              }
            },
            perByte.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  /** A close without lingering discards unsent data and sends a reset. */
  private void reset() {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.close();
  }

  private HttpResponse head(Response response) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    response.headers().forEach(head.headers()::set);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().remaining());
    HttpUtil.setKeepAlive(head, keepAlive);
    return head;
  }
}
