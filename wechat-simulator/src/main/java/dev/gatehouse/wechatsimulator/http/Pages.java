package dev.gatehouse.wechatsimulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The pages, scripts and styles among the resources. */
public final class Pages {
  private static final String FOLDER = "/dev/gatehouse/wechatsimulator/";

  private Pages() {}

  /**
   * A page, which may include others by their names. Values are escaped for HTML unless the page
   * marks them as HTML.
   */
  public static Template template(String name) {
    return Mustache.compiler()
        .escapeHTML(true)
        .emptyStringIsFalse(true)
        .withLoader(part -> new StringReader(file(part + ".html")))
        .compile(file(name));
  }

  public static String file(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            Pages.class.getResourceAsStream(FOLDER + name), name + " is missing")) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
