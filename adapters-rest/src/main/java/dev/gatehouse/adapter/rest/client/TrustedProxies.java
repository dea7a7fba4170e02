package dev.gatehouse.adapter.rest.client;

import inet.ipaddr.IPAddress;
import java.util.List;

/**
 * The proxies whose word about the client is taken (SEC-28).
 *
 * @param ranges their addresses
 */
record TrustedProxies(List<IPAddress> ranges) {

  TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /**
   * The client of a request: the rightmost address of the chain that is not itself a trusted proxy.
   * What stands left of it may have been written by a client. Where a trusted proxy passes on
   * nonsense, that proxy is the answer.
   *
   * @param peer who opened the connection
   * @param chain the claimed addresses, from client to last proxy
   */
  ClientAddress client(ClientAddress peer, List<String> chain) {
    ClientAddress client = peer;
    for (String claim : chain.reversed()) {
      if (!contains(client)) {
        return client;
      }
      ClientAddress before = ClientAddress.parse(claim).orElse(null);
      if (before == null) {
        return client;
      }
      client = before;
    }
    return client;
  }

  boolean contains(ClientAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address.value()));
  }
}
