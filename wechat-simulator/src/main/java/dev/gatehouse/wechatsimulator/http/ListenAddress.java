package dev.gatehouse.wechatsimulator.http;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;

/** The addresses under which a simulator can be reached. */
public final class ListenAddress {
  private ListenAddress() {}

  /** The URL for clients, and for phones in the same network. */
  public static URI url(InetAddress address, int port) {
    InetAddress reachable = address.isAnyLocalAddress() ? ofThisMachine() : address;
    String host = reachable.getHostAddress();
    return URI.create(
        "http://%s:%d"
            .formatted(reachable instanceof Inet6Address ? "[" + host + "]" : host, port));
  }

  /** The address for the local network; the loopback address when there is none. */
  private static InetAddress ofThisMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
          .findFirst()
          .orElseGet(() -> InetAddress.ofLiteral("127.0.0.1"));
    } catch (SocketException e) {
      throw new UncheckedIOException("cannot list the addresses of this machine", e);
    }
  }
}
