package dev.gatehouse.wechatsimulator;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;

/** Where a simulator is to be found. */
final class ListenAddress {
  private ListenAddress() {}

  /** For clients, and for phones if they can reach the address at all. */
  static URI url(InetAddress address, int port) {
    InetAddress reachable = address.isAnyLocalAddress() ? ofThisMachine() : address;
    String host = reachable.getHostAddress();
    return URI.create(
        "http://%s:%d"
            .formatted(reachable instanceof Inet6Address ? "[" + host + "]" : host, port));
  }

  /** The one that others in the same network use; the loopback address when there is none. */
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
