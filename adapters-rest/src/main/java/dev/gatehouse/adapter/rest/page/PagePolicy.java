package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.domain.login.EmbeddedForm;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content security policy of the sign-in page: nothing but its own files, no script or style
 * within the page, and of a provider exactly what its embedded form needs (SEC-09).
 */
final class PagePolicy {

  private PagePolicy() {}

  /** The policy of a page that shows these forms; usually there are none. */
  static String allowing(List<EmbeddedForm> forms) {
    return String.join(
        "; ",
        "default-src 'none'",
        sources("script-src 'self'", forms.stream().map(EmbeddedForm::script).map(URI::toString)),
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        forms.isEmpty()
            ? "frame-src 'none'"
            : sources("frame-src", forms.stream().flatMap(form -> form.framedOrigins().stream())),
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  /**
   * The policy of a page that has a form of ours and no script.
   *
   * @param returnTo where the answer to the form leads: browsers check that, too
   */
  static String ofForm(URI returnTo) {
    String own = "form-action 'self'";
    return String.join(
        "; ",
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        returnTo.getHost() == null
            ? own
            : sources(own, Stream.of(returnTo.getScheme() + "://" + returnTo.getRawAuthority())),
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  private static String sources(String directive, Stream<String> sources) {
    // What separates directives and policies is written in a source in its other form.
    Stream<String> written =
        sources.map(source -> source.replace(";", "%3B").replace(",", "%2C")).distinct().sorted();
    return Stream.concat(Stream.of(directive), written).collect(Collectors.joining(" "));
  }
}
