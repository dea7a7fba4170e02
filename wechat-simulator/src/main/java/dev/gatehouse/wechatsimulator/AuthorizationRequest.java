package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/**
 * What a website asks of a person in front of a browser, checked.
 *
 * @param redirectUri where the browser goes afterwards
 * @param state empty for none
 * @param look how the page is shown
 */
record AuthorizationRequest(App app, URI redirectUri, String state, Look look) {

  /** After the person has approved. */
  String approved(String code) {
    return redirect("code=" + code + (state.isEmpty() ? "" : "&state=" + encodedState()));
  }

  /** After the person has declined, for those who are sent back even then: no code. */
  String declined() {
    return redirect("state=" + encodedState());
  }

  /** Parameters go behind those that are there already, and before a fragment. */
  private String redirect(String parameters) {
    String target = redirectUri.toASCIIString();
    int fragment = target.indexOf('#');
    String base = fragment < 0 ? target : target.substring(0, fragment);
    String rest = fragment < 0 ? "" : target.substring(fragment);
    String separator =
        base.contains("?") ? (base.endsWith("?") || base.endsWith("&") ? "" : "&") : "?";
    return base + separator + parameters + rest;
  }

  private String encodedState() {
    return URLEncoder.encode(state, UTF_8);
  }

  /** Without the state. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + app + "]";
  }

  /**
   * How the page is shown.
   *
   * @param embedded in a frame that {@code wxLogin.js} has built
   * @param selfRedirect the frame itself goes on, not the window around it
   * @param lite the small form of 220 by 220 pixels
   * @param whiteText on a dark page
   * @param stylesheet of the website; empty for none
   */
  record Look(
      Language language,
      boolean embedded,
      boolean selfRedirect,
      boolean lite,
      boolean whiteText,
      String stylesheet) {

    static Look from(HttpCall call) {
      boolean embedded = call.parameter("login_type").equals("jssdk");
      boolean lite = embedded && call.parameter("stylelite").equals("1");
      return new Look(
          Language.of(call.parameter("lang")),
          embedded,
          call.parameter("self_redirect").equals("true"),
          lite,
          call.parameter("style").equals("white"),
          embedded && !lite ? stylesheet(call.parameter("href")) : "");
    }

    /** The window that goes on, as an HTML target. */
    String target() {
      return embedded && !selfRedirect ? "_top" : "_self";
    }

    private static String stylesheet(String href) {
      return href.matches("(?i)(https?:|data:text/css;base64,).*") ? href : "";
    }
  }
}
