package dev.gatehouse.wechatsimulator.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The simulator's HTTP server. No thread waits for a connection, so thousands may hang at a time.
 * Netty gives control over the connection itself; the JDK's server can neither reset a connection
 * nor stop in the middle of a response.
 */
public final class HttpListener implements AutoCloseable {
  static final int BODY_LIMIT = 16 * 1024;

  /** Connections that may wait to be accepted. */
  private static final int BACKLOG = 4096;

  private static final int LINE_LIMIT = 16 * 1024;
  private static final int HEADER_LIMIT = 16 * 1024;
  private static final int CHUNK_LIMIT = 8 * 1024;

  private final AtomicLong accepted = new AtomicLong();
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(
          new DefaultThreadFactory("wechat-simulator"), NioIoHandler.newFactory());
  private final Channel listening;
  private final HostAndOriginPolicy policy;
  private volatile Function<Request, Response> endpoints = _ -> Response.empty(503);

  /**
   * Binds the port; connections wait until {@link #serve}.
   *
   * @param allowedHosts host names to accept in requests, besides {@code localhost} and IP
   *     addresses
   * @throws UncheckedIOException when the address or the port is not available
   */
  public HttpListener(InetAddress address, int port, Set<String> allowedHosts) {
    policy = new HostAndOriginPolicy(allowedHosts);
    ServerBootstrap server =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Connections());
    ChannelFuture bound = server.bind(address, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new UncheckedIOException(
          "cannot listen on %s:%d: %s"
              .formatted(address.getHostAddress(), port, bound.cause().getMessage()),
          new IOException(bound.cause()));
    }
    listening = bound.channel();
    connections.add(listening);
  }

  public void serve(Function<Request, Response> handler) {
    endpoints = handler;
    listening.config().setAutoRead(true);
  }

  /** The bound port, also when 0 was requested. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Closes all connections, answered or not. Idempotent. */
  @Override
  public void close() {
    connections.close().awaitUninterruptibly();
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Sets up each accepted connection. */
  private final class Connections extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel connection) {
      connections.add(connection);
      connection
          .pipeline()
          .addLast(
              new HttpServerCodec(LINE_LIMIT, HEADER_LIMIT, CHUNK_LIMIT),
              new ChunkedMarker(),
              new HttpObjectAggregator(BODY_LIMIT),
              new HttpConversation(policy, endpoints, accepted.incrementAndGet()));
    }
  }
}
