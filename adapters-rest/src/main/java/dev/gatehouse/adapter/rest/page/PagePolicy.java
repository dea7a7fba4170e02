package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.application.browser.PageFrame;
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

  /**
   * The policy of a page that logs people in.
   *
   * @param forms of providers that the page shows; usually there are none
   * @param ours the forms of ours that it shows
   */
  static String allowing(List<EmbeddedForm> forms, LoginForms ours, PageFrame frame) {
    List<String> origins = ours.origins();
    List<String> frames =
        Stream.concat(
                forms.stream().flatMap(form -> form.framedOrigins().stream()), origins.stream())
            .toList();
    return String.join(
        "; ",
        "default-src 'none'",
        sources(
            "script-src 'self'",
            Stream.concat(
                forms.stream().map(EmbeddedForm::script).map(URI::toString), origins.stream())),
        sources("style-src 'self'", origins.stream()),
        "img-src " + frame.imageSources(),
        sources("connect-src 'self'", origins.stream()),
        frames.isEmpty() ? "frame-src 'none'" : sources("frame-src", frames.stream()),
        ours.isEmpty() ? "form-action 'none'" : "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  /**
   * The policy of a page that has a form of ours and no script.
   *
   * @param returnTo where the answer to the form leads: browsers check that, too
   */
  static String ofForm(URI returnTo, PageFrame frame) {
    String own = "form-action 'self'";
    return String.join(
        "; ",
        "default-src 'none'",
        "style-src 'self'",
        "img-src " + frame.imageSources(),
        returnTo.getHost() == null
            ? own
            : sources(own, Stream.of(returnTo.getScheme() + "://" + returnTo.getRawAuthority())),
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }

  /** The policy of a page that has a form of ours, and forms that log people in. */
  static String ofForm(URI returnTo, LoginForms ours, PageFrame frame) {
    List<String> origins = ours.origins();
    return String.join(
        "; ",
        ofForm(returnTo, frame)
            .replace("style-src 'self'", sources("style-src 'self'", origins.stream())),
        sources("script-src 'self'", origins.stream()),
        sources("connect-src 'self'", origins.stream()),
        origins.isEmpty() ? "frame-src 'none'" : sources("frame-src", origins.stream()));
  }

  /**
   * The policy of a page that is there to be read.
   *
   * @param form whether it has a form of ours, which leads to a page of ours
   */
  static String ofText(PageFrame frame, boolean form) {
    return String.join(
        "; ",
        "default-src 'none'",
        "style-src 'self'",
        "img-src " + frame.imageSources(),
        form ? "form-action 'self'" : "form-action 'none'",
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
