package dev.gatehouse.adapter.phone.gateway;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the settings of a gateway: the setting and the fix, no value. */
public record SettingProblems(String prefix, List<String> lines) {

  /** What our documents print. */
  private static final Set<String> SAMPLES = Set.of("0123456789abcdef", "change-me");

  /** Reports a setting. */
  public void add(String name, String rule) {
    lines.add(prefix + name + " " + rule);
  }

  /** Reports a text that is blank. */
  public void require(String name, String value, String meaning) {
    if (value.isBlank()) {
      add(name, "is missing: set it to " + meaning);
    }
  }

  /** Reports a secret that is blank or that our documents print. */
  public void requireSecret(String name, String value, String meaning) {
    require(name, value, meaning);
    if (SAMPLES.contains(value)) {
      add(name, "is the sample of the documentation: set it to " + meaning);
    }
  }

  /** Reports a URL that is missing, or to which no secret may be sent. */
  public void requireUrl(String name, String example, @Nullable URI url) {
    if (url == null) {
      add(name, "is missing: set it to a URL such as " + example);
    } else if (!GatewayUrl.isAllowed(url)) {
      add(name, "must be an https URL such as " + example + " (http to this machine only)");
    }
  }
}
