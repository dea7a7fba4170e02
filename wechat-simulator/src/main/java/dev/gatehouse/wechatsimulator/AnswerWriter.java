package dev.gatehouse.wechatsimulator;

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

/**
 * Writes one answer to a connection, or breaks off as the answer demands. For the connection's own
 * thread.
 */
// When a write fails, the client is gone and nobody wants to know.
@SuppressWarnings("FutureReturnValueIgnored")
final class AnswerWriter {
  private final ChannelHandlerContext context;
  private final boolean keepAlive;
  private final Runnable written;

  /**
   * @param keepAlive whether the client wants to send more over the connection
   * @param written called when the answer is out and the next may begin
   */
  AnswerWriter(ChannelHandlerContext context, boolean keepAlive, Runnable written) {
    this.context = context;
    this.keepAlive = keepAlive;
    this.written = written;
  }

  void write(Answer answer) {
    HttpReply reply = answer.reply();
    switch (answer.departure()) {
      case Departure.Whole() -> whole(reply, keepAlive);
      case Departure.WholeThenClose() -> whole(reply, false);
      case Departure.Truncated() -> truncated(reply);
      case Departure.Trickle(Duration perByte) -> {
        context.writeAndFlush(head(reply));
        trickle(reply.body(), perByte);
      }
      case Departure.CloseUnanswered() -> context.close();
      case Departure.Reset() -> reset();
      case Departure.Never() -> {}
    }
  }

  private void whole(HttpReply reply, boolean goOn) {
    HttpResponse head = head(reply);
    ByteBuf body = Unpooled.wrappedBuffer(reply.body());
    ChannelFuture sent =
        context.writeAndFlush(
            new DefaultFullHttpResponse(
                head.protocolVersion(), head.status(), body, head.headers(), head.headers()));
    written.run();
    if (!goOn) {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void truncated(HttpReply reply) {
    ByteBuf body = Unpooled.wrappedBuffer(reply.body());
    context.write(head(reply));
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

  /** Without lingering a close discards what is unsent and sends a reset. */
  private void reset() {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.close();
  }

  private HttpResponse head(HttpReply reply) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
    reply.headers().forEach(head.headers()::set);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().remaining());
    HttpUtil.setKeepAlive(head, keepAlive);
    return head;
  }
}
