package dev.gatehouse.adapter.phone.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** What limits by address count: the address, and of IPv6 the network of one subscriber, a /64. */
final class SubscriberAddress {

  private static final int IPV6_NETWORK_BYTES = 8;

  private SubscriberAddress() {}

  /**
   * The subscriber of an address.
   *
   * @param address digits, never looked up; a text that is no address stands for itself
   */
  static String of(String address) {
    try {
      if (InetAddress.ofLiteral(address) instanceof Inet6Address v6) {
        return Arrays.toString(Arrays.copyOf(v6.getAddress(), IPV6_NETWORK_BYTES));
      }
    } catch (IllegalArgumentException notAnAddress) {
      // All clients without a readable address share one limit.
    }
    return address;
  }
}
