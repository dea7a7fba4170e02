package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files that lie beside this class: pages, scripts, styles. */
final class Pages {
  private Pages() {}

  /** Values are escaped for HTML where the page does not say otherwise. */
  static Template template(String name) {
    return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(file(name));
  }

  static String file(String name) {
    try (InputStream file =
        Objects.requireNonNull(Pages.class.getResourceAsStream(name), name + " is missing")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
