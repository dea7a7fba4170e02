package dev.gatehouse.wechatsimulator.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/** Marks requests with a chunked body, before the aggregator hides how the body came. */
final class ChunkedMarker extends ChannelInboundHandlerAdapter {

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest request) {
      request.headers().remove(Request.CHUNKED);
      if (HttpUtil.isTransferEncodingChunked(request)) {
        request.headers().set(Request.CHUNKED, "true");
      }
    }
    super.channelRead(context, message);
  }
}
