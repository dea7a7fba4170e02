package dev.gatehouse.adapter.phone.human;

import dev.gatehouse.adapter.phone.gateway.SettingProblems;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.human-check}.
 *
 * @param provider the name by which clients know whose challenge to show
 * @param url that checks an answer (siteverify); https, or http to this machine
 * @param siteKey for clients, public
 * @param secret by which the checker knows this service
 */
public record HumanCheckSettings(
    @DefaultValue("never") When when,
    @DefaultValue("") String provider,
    @Nullable URI url,
    @DefaultValue("") String siteKey,
    @DefaultValue("") String secret) {

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
    return problems.lines();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "HumanCheckSettings[" + when + "]";
  }
}
