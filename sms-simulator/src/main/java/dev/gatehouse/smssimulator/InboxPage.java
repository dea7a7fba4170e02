package dev.gatehouse.smssimulator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The page on which a developer reads the messages. It loads itself again every two seconds. */
final class InboxPage {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="zh">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="2">
        <title>短信模拟器 · SMS simulator</title>
        <style>
          :root { color-scheme: light dark; }
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
          li { margin: 0 0 1rem; padding: .75rem 1rem; background: light-dark(#f3f4f6, #26292d); overflow-wrap: anywhere; border-radius: .5rem; list-style: none; }
          ul { padding: 0 }
          .code { font: 700 1.5rem/1.2 ui-monospace, monospace; letter-spacing: .1em }
          .small { color: light-dark(#4b5563, #b4bac3); font-size: .875rem }
        </style>
      </head>
      <body>
        <h1>短信模拟器 · SMS simulator</h1>
        <p class="small">这里显示本应发送到手机的短信。Messages that would have been sent to phones.</p>
        <ul>
      {messages}    </ul>
      </body>
      </html>
      """;

  private InboxPage() {}

  static String of(List<Message> messages) {
    StringBuilder items = new StringBuilder();
    for (Message message : messages) {
      items.append(
          "      <li><div class=\"small\">%s · %s · %s UTC</div><div class=\"code\">%s</div><div>%s</div></li>\n"
              .formatted(
                  escaped(message.number()),
                  escaped(message.vendor()),
                  TIME.format(message.deliveredAt().atZone(ZoneOffset.UTC)),
                  escaped(message.code()),
                  escaped(message.text())));
    }
    return FRAME.replace(
        "{messages}", items.isEmpty() ? "      <li>还没有短信 · No messages yet</li>\n" : items);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
