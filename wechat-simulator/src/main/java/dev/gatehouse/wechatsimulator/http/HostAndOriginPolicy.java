package dev.gatehouse.wechatsimulator.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Protects the simulator from websites that its user visits. An unknown host name is refused,
 * because DNS rebinding needs a name of the attacker; an IP address is accepted. An {@code Origin}
 * header of another website is refused; command-line clients and apps send none. Immutable.
 */
final class HostAndOriginPolicy {
  private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:\\[\\]]+)(:[0-9]{1,5})?");

  private final Set<String> names;

  /**
   * Accepts these host names in addition to {@code localhost}.
   *
   * @param names in any case
   */
  HostAndOriginPolicy(Set<String> names) {
    this.names = names.stream().map(HostAndOriginPolicy::lowerCase).collect(Collectors.toSet());
  }

  /** The reason to refuse the request; empty when it is accepted. */
  Optional<String> refusal(HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || !isAccepted(hosts.getFirst())) {
      return Optional.of(
          "The simulator does not answer under this host name. Use its IP address, or start it with"
              + " --allow-host NAME.\n");
    }
    String own = "http://" + hosts.getFirst();
    if (headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(own::equalsIgnoreCase)) {
      return Optional.empty();
    }
    return Optional.of(
        "The simulator takes no requests from scripts or forms of other websites.\n");
  }

  private boolean isAccepted(String host) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      return false;
    }
    String name = lowerCase(parts.group(1));
    return name.equals("localhost") || names.contains(name) || isIpAddress(name);
  }

  private static boolean isIpAddress(String host) {
    try {
      InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
