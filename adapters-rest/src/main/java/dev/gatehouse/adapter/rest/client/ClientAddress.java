package dev.gatehouse.adapter.rest.client;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Optional;

/** The address of the sender of a request. Only read from digits: a name is never looked up. */
public record ClientAddress(IPAddress value) {

  /** Longer texts are no address; the longest is an IPv6 one with brackets and a port. */
  private static final int MAX_LENGTH = 64;

  /** A device, a home, a site: what one holder has of IPv6. A limit on less would be none. */
  private static final List<Integer> IPV6_NETWORK_BITS = List.of(64, 56, 48);

  private static final IPAddressStringParameters STRICT = strict(false);
  private static final IPAddressStringParameters STRICT_RANGE = strict(true);

  /** Stands for all whose address cannot be read, so that none is beyond a limit. */
  public static final ClientAddress UNKNOWN = parse("::").orElseThrow();

  /**
   * Reads an address, with or without a port: {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code
   * 2001:db8::1}, {@code [2001:db8::1]:80}. An IPv4 address written as IPv6 becomes IPv4 again.
   *
   * @return empty if it is anything else
   */
  static Optional<ClientAddress> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return Optional.ofNullable(new IPAddressString(withoutPort(text.strip()), STRICT).getAddress())
        .map(address -> new ClientAddress(plain(address)));
  }

  /**
   * Reads the address of the other end of a connection. Of a neighbour on the link the container
   * says through which network card ({@code fe80::1%eth0}); that is left out.
   *
   * @return empty if it is anything else
   */
  public static Optional<ClientAddress> ofPeer(String text) {
    int zone = text.indexOf('%');
    return parse(zone < 0 ? text : text.substring(0, zone));
  }

  /**
   * Reads a range such as {@code 10.0.0.0/8}, or a single address.
   *
   * @return empty if it is anything else
   */
  static Optional<IPAddress> parseRange(String text) {
    return Optional.ofNullable(new IPAddressString(text.strip(), STRICT_RANGE).getAddress())
        .map(range -> range.isPrefixed() ? range.toPrefixBlock() : range);
  }

  /**
   * What a limit counts by, the narrowest first: an IPv4 address alone; of IPv6 the networks that
   * one holder may have. A 6to4 address counts as the IPv4 address that holds its network, and an
   * address that a NAT64 gateway translated (RFC 6052) as the IPv4 address of the client.
   */
  public List<String> networks() {
    if (!value.isIPv6()) {
      return List.of(value.toCanonicalString());
    }
    if (value.toIPv6().is6To4()) {
      return List.of(value.toIPv6().get6To4IPv4Address().toCanonicalString());
    }
    if (value.toIPv6().isWellKnownIPv4Translatable()) {
      return List.of(value.toIPv6().getEmbeddedIPv4Address().toCanonicalString());
    }
    return IPV6_NETWORK_BITS.stream()
        .map(bits -> value.setPrefixLength(bits).toPrefixBlock().toCanonicalString())
        .toList();
  }

  @Override
  public String toString() {
    return value.toCanonicalString();
  }

  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static IPAddress plain(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped()
        ? address.toIPv6().getEmbeddedIPv4Address()
        : address;
  }

  private static IPAddressStringParameters strict(boolean range) {
    return new IPAddressStringParameters.Builder()
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowPrefix(range)
        .allowPrefixOnly(false)
        .allowMask(false)
        .allowWildcardedSeparator(false)
        .allow_inet_aton(false)
        .setRangeOptions(RangeParameters.NO_RANGE)
        .getIPv6AddressParametersBuilder()
        .allowZone(false)
        .getParentBuilder()
        .toParams();
  }
}
