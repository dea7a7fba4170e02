package dev.gatehouse.adapter.persistence.socket;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/**
 * Gives Connector/J sockets that keep their read time-out by a {@link ReadWatch} (ADR 28). To be
 * named in its option {@code socketFactory}; it makes one for each connection.
 */
public final class WatchedSocketFactory extends StandardSocketFactory {

  /** Called by the driver. */
  public WatchedSocketFactory() {}

  @Override
  protected Socket createSocket(PropertySet properties) {
    WatchedSocket socket = new WatchedSocket();
    ReadWatch.over(socket);
    return socket;
  }
}
