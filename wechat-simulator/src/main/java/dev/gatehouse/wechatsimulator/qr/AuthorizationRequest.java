package dev.gatehouse.wechatsimulator.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.platform.App;
import java.net.URI;
import java.net.URLEncoder;

/**
 * A validated authorization request of a website.
 *
 * @param redirectUri the callback of the website
 * @param scope what the website asks for
 * @param state empty for none
 * @param look the appearance of the page
 * @param page path and query that open the page again, with a new QR code
 */
record AuthorizationRequest(
    App app, URI redirectUri, String scope, String state, Look look, String page) {

  /** The callback with the code and the state. */
  String approved(String code) {
    return redirect("code=" + code + (state.isEmpty() ? "" : "&state=" + encodedState()));
  }

  /** The callback without a code, after a decline. */
  String declined() {
    return redirect("state=" + encodedState());
  }

  /** Adds parameters behind the existing ones and before a fragment. */
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
   * The appearance of the page.
   *
   * @param embedded in a frame of {@code wxLogin.js}
   * @param selfRedirect the callback opens in the frame instead of the window around it
   * @param lite the small form of 220 by 220 pixels
   * @param whiteText for a dark website
   * @param stylesheet of the website; empty for none
   */
  record Look(
      Language language,
      boolean embedded,
      boolean selfRedirect,
      boolean lite,
      boolean whiteText,
      String stylesheet) {

    static Look from(Request call) {
      boolean embedded = call.parameter("login_type").equals("jssdk");
      boolean lite = embedded && call.parameter("stylelite").equals("1");
      return new Look(
          Language.of(call),
          embedded,
          call.parameter("self_redirect").equals("true"),
          lite,
          call.parameter("style").equals("white"),
          embedded && !lite ? stylesheet(call.parameter("href")) : "");
    }

    /** The HTML target of the callback. */
    String target() {
      return embedded && !selfRedirect ? "_top" : "_self";
    }

    private static String stylesheet(String href) {
      return href.matches("(?i)(https?:|data:text/css;base64,).*") ? href : "";
    }
  }
}
