package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms that installed providers let our pages show within themselves. */
public final class EmbeddedForms {

  private final List<RedirectIdentityProvider> providers;

  EmbeddedForms(List<RedirectIdentityProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /**
   * What a page does to show a form: it loads the script, gives the element in which the form shall
   * appear the id {@code container}, and calls {@code new <constructorName>(parameters)}.
   */
  public record Embedded(
      String script, String constructorName, String container, Map<String, Object> parameters) {

    /** Shows no state. */
    @Override
    public String toString() {
      return "Embedded[" + container + "]";
    }
  }

  /** The form of a channel; empty if there is none or it is not switched on. */
  Optional<EmbeddedForm> of(LoginMethod method, String channel) {
    return providers.stream()
        .filter(provider -> provider.method().equals(method))
        .findFirst()
        .flatMap(provider -> provider.embeddedForm(channel));
  }

  /** The form for an attempt that has just begun; empty as above. */
  public Optional<Embedded> of(StartedLogin begun) {
    LoginMethod method = begun.attempt().method();
    String channel = begun.attempt().channel();
    String container = "embedded-" + method + "-" + channel;
    return of(method, channel)
        .map(form ->
            new Embedded(
                form.script().toString(),
                form.constructorName(),
                container,
                form.parameters(begun.request(), container)));
  }
}
