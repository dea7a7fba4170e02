package dev.gatehouse.adapter.phone.human;

import dev.gatehouse.adapter.phone.gateway.SettingProblems;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.human-check}.
 *
 * @param when when a challenge is required
 * @param provider the name by which clients know whose challenge to show
 * @param url the URL that checks an answer (siteverify); https, or http to this machine
 * @param siteKey the public key for clients
 * @param scriptUrl the URL of the script that shows the challenge on our pages; without it they
 *     show none
 * @param origins further origins from which the script loads; the policy of our pages allows them
 * @param secret the secret by which the checker knows this service
 */
public record HumanCheckSettings(
    @DefaultValue("never") When when,
    @DefaultValue("") String provider,
    @Nullable URI url,
    @DefaultValue("") String siteKey,
    @DefaultValue("") String secret,
    @Nullable URI scriptUrl,
    @DefaultValue List<URI> origins) {

  public HumanCheckSettings {
    origins = List.copyOf(origins);
  }

  /** When a check is demanded. */
  public enum When {
    NEVER,
    /** Beyond the limits of an address and the budget of a region. */
    SUSPICION,
    ALWAYS
  }

  /** One line for each setting that is missing or wrong, without its value. */
  public List<String> problems() {
    SettingProblems problems =
        new SettingProblems("gatehouse.phone.human-check.", new ArrayList<>());
    if (when != When.NEVER) {
      problems.requireUrl("url", "https://challenges.cloudflare.com/turnstile/v0/siteverify", url);
      problems.require("provider", provider, "a name that your client knows, such as turnstile");
      problems.require("site-key", siteKey, "the public key of the challenge");
      problems.requireSecret("secret", secret, "the secret that belongs to the site key");
    }
    if (scriptUrl != null) {
      problems.requireUrl(
          "script-url",
          "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit",
          // A script takes its settings in its query; no secret goes there.
          URI.create(scriptUrl.toString().replaceFirst("\\?.*+", "")));
    }
    for (URI origin : origins) {
      problems.requireUrl("origins", "https://www.gstatic.com", origin);
    }
    return problems.lines();
  }

  /** The origins that our pages have to allow; empty if they show no challenge. */
  public List<String> pageOrigins() {
    if (when == When.NEVER || scriptUrl == null) {
      return List.of();
    }
    return Stream.concat(Stream.of(scriptUrl), origins.stream())
        .map(url -> url.getScheme() + "://" + url.getRawAuthority())
        .distinct()
        .toList();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "HumanCheckSettings[" + when + "]";
  }
}
