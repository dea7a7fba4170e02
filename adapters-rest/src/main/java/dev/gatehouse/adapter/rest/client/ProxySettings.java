package dev.gatehouse.adapter.rest.client;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of what stands between this service and its clients. What is wrong is refused with a
 * line for each problem that names the property, never the value.
 */
public record ProxySettings(List<String> trustedProxies, String forwardingHeader) {

  /** fc00::/7, the private addresses of IPv6; of IPv4, 10.0.0.0/8 is the widest. */
  private static final int WIDEST_PREFIX = 7;

  /** Refuses what cannot be meant. */
  public ProxySettings {
    trustedProxies = List.copyOf(trustedProxies);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < trustedProxies.size(); i++) {
      IPAddress range = ClientAddress.parseRange(trustedProxies.get(i)).orElse(null);
      if (range == null) {
        problems.add(name(i) + " is no address or range: write it as 192.0.2.7 or 10.0.0.0/8");
      } else if (range.isPrefixed() && range.getPrefixLength() == 0) {
        problems.add(name(i) + " covers every address: name the addresses of your proxies");
      }
    }
    if (problems.isEmpty() && coverAWholeInternet(trustedProxies)) {
      problems.add(
          "gatehouse.trusted-proxies together cover more addresses than any network of proxies has:"
              + " name the addresses of your proxies");
    }
    if (ForwardingHeader.named(forwardingHeader).isEmpty()) {
      problems.add(
          "gatehouse.forwarding-header must be X-Forwarded-For or Forwarded: the one that your"
              + " proxies write");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /** Whether neighbouring ranges make up one that is wider than any private network. */
  private static boolean coverAWholeInternet(List<String> trustedProxies) {
    Map<Boolean, List<IPAddress>> byVersion =
        trustedProxies.stream()
            .map(range -> ClientAddress.parseRange(range).orElseThrow())
            .collect(Collectors.partitioningBy(IPAddress::isIPv6));
    return byVersion.values().stream()
        .filter(ranges -> !ranges.isEmpty())
        .flatMap(ranges ->
            Arrays.stream(ranges.getFirst().mergeToPrefixBlocks(ranges.toArray(IPAddress[]::new))))
        .anyMatch(range -> range.isPrefixed() && range.getPrefixLength() < WIDEST_PREFIX);
  }

  TrustedProxies proxies() {
    return new TrustedProxies(
        trustedProxies.stream()
            .map(range -> ClientAddress.parseRange(range).orElseThrow())
            .toList());
  }

  ForwardingHeader header() {
    return ForwardingHeader.named(forwardingHeader).orElseThrow();
  }

  private static String name(int index) {
    return "gatehouse.trusted-proxies[" + index + "]";
  }
}
