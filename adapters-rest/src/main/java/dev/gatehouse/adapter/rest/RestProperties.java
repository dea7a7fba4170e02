package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.client.ProxySettings;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.browser.Origin;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.operation.SettingsCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How browsers come and where they may go: what is wrong stops the start with a message that names
 * the property and the way out, never the value.
 *
 * @param publicUrl how browsers reach the service, and the issuer of its tokens
 * @param returnTo the origins, besides that of the public URL, to which a browser may be sent back
 * @param trustedProxies addresses or ranges (CIDR) of proxies whose forwarding header is believed,
 *     such as 10.0.0.0/8
 * @param forwardingHeader the header in which they name the client: X-Forwarded-For or Forwarded
 */
@ConfigurationProperties("gatehouse")
record RestProperties(
    @Nullable String publicUrl,
    @DefaultValue List<String> returnTo,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("X-Forwarded-For") String forwardingHeader) {

  RestProperties {
    List<String> origins = List.copyOf(returnTo);
    List<String> ranges = List.copyOf(trustedProxies);
    returnTo = origins;
    trustedProxies = ranges;
    SettingsCheck.runAll(
        List.of(
            () -> PublicUrl.parse(publicUrl),
            () -> origins.forEach(RestProperties::listed),
            () -> new ProxySettings(ranges, forwardingHeader)));
  }

  PublicUrl url() {
    return PublicUrl.parse(publicUrl);
  }

  ProxySettings proxies() {
    return new ProxySettings(trustedProxies, forwardingHeader);
  }

  ReturnTargets returnTargets() {
    return new ReturnTargets(
        new Origin(url().origin()), returnTo.stream().map(RestProperties::listed).toList());
  }

  private static Origin listed(String text) {
    try {
      Origin origin = new Origin(text.strip());
      if (origin.isSecure()) {
        return origin;
      }
    } catch (IllegalArgumentException malformed) {
      // Answered below: the message must not hold the value.
    }
    throw new IllegalArgumentException(
        "gatehouse.return-to must be exact https origins such as https://shop.example, without a"
            + " path or a wildcard (http to 127.0.0.1, ::1 and localhost only)");
  }
}
