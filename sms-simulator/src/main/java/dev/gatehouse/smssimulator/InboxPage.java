package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;

/**
 * The page on which a developer reads the messages, in Chinese or English. Its script shows new
 * messages within two seconds.
 */
final class InboxPage {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String FRAME = file();

  private InboxPage() {}

  /**
   * The page as HTML.
   *
   * @param query of the request; {@code lang=en} asks for English, anything else is Chinese
   */
  static String of(List<Message> messages, String query) {
    boolean english = List.of(query.split("&")).contains("lang=en");
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "dev.gatehouse.smssimulator.inbox",
            english ? Locale.ENGLISH : Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    String page = FRAME;
    for (String key : texts.keySet()) {
      page = page.replace("{" + key + "}", escaped(texts.getString(key)));
    }
    return page.replace("{messages}", items(messages, texts));
  }

  private static String items(List<Message> messages, ResourceBundle texts) {
    if (messages.isEmpty()) {
      return "<li>" + escaped(texts.getString("empty")) + "</li>\n";
    }
    StringBuilder items = new StringBuilder();
    for (Message message : messages) {
      items.append("<li>\n");
      items.append(
          "<div class=\"small\">%s · %s · %s UTC</div>\n"
              .formatted(
                  escaped(message.number()),
                  escaped(vendor(message.vendor(), texts)),
                  TIME.format(message.deliveredAt().atZone(ZoneOffset.UTC))));
      if (!message.code().isEmpty()) {
        items.append("<div class=\"code\">").append(escaped(message.code())).append("</div>\n");
      }
      items.append("<div>").append(escaped(message.text())).append("</div>\n</li>\n");
    }
    return items.toString();
  }

  private static String vendor(String name, ResourceBundle texts) {
    return Map.of(
            "aliyun", texts.getString("aliyun"),
            "tencent", texts.getString("tencent"),
            "http", texts.getString("http"))
        .getOrDefault(name, name);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String file() {
    try (InputStream file =
        Objects.requireNonNull(InboxPage.class.getResourceAsStream("inbox.html"))) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read inbox.html", e);
    }
  }
}
