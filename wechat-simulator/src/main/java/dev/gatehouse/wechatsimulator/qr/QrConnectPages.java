package dev.gatehouse.wechatsimulator.qr;

import com.samskivert.mustache.Template;
import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.qr.AuthorizationRequest.Look;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of a login by QR code, on the screen and on the phone. They load no other files. */
public final class QrConnectPages {
  static final String TEXTS = "qrconnect";
  private static final String CSS = Pages.file("page.css");
  private static final String SCRIPT = Pages.file("qrconnect.js");

  private final Template qrconnect = Pages.template("qrconnect.html");
  private final Template confirm = Pages.template("confirm.html");
  private final Template picker = Pages.template("picker.html");
  private final Template message = Pages.template("message.html");
  private final URI baseUrl;
  private final People people;

  /**
   * Creates the pages.
   *
   * @param baseUrl the URL of the simulator for phones
   */
  public QrConnectPages(URI baseUrl, People people) {
    this.baseUrl = baseUrl;
    this.people = people;
  }

  Response onScreen(QrLogin login) {
    Look look = login.request().look();
    String phone =
        "%s/connect/confirm?uuid=%s&lang=%s"
            .formatted(baseUrl, login.id(), look.language().parameter());
    Map<String, Object> values = values(look.language());
    values.put("classes", classes(look));
    values.put("uuid", login.id());
    values.put("target", look.target());
    values.put("stylesheet", look.stylesheet());
    values.put("qrcode", QrCode.svg(phone));
    values.put("phone", phone);
    values.put("picker", picker(login, look.language(), "page", look.target(), look.lite()));
    values.put("script", SCRIPT);
    return Response.html(200, qrconnect.execute(values));
  }

  Response onPhone(QrLogin login, Language language) {
    Map<String, Object> values = values(language);
    values.put("host", Objects.toString(login.request().redirectUri().getHost()));
    values.put("picker", picker(login, language, "phone", "_self", false));
    return Response.html(200, confirm.execute(values));
  }

  /**
   * A page with one message.
   *
   * @param key the key of the message
   * @param detail for developers; may be empty
   * @param again the link to a new QR code; empty for none
   */
  Response message(int status, Language language, String key, String detail, String again) {
    Map<String, Object> values = values(language);
    values.put("message", Objects.requireNonNull(language.texts(TEXTS).get(key), key));
    values.put("detail", detail);
    values.put("again", again);
    return Response.html(status, message.execute(values));
  }

  private String picker(
      QrLogin login, Language language, String on, String target, boolean closed) {
    Map<String, Object> values = values(language);
    values.put("uuid", login.id());
    values.put("on", on);
    values.put("closed", closed);
    values.put("target", target);
    values.put("lang", language.parameter());
    values.put(
        "people",
        people.all().stream()
            .map(person -> Map.of("key", person.key(), "nickname", person.nickname()))
            .collect(Collectors.toList()));
    return picker.execute(values);
  }

  private static Map<String, Object> values(Language language) {
    Map<String, Object> values = new HashMap<>();
    values.put("language", language.tag());
    values.put("text", language.texts(TEXTS));
    values.put("css", CSS);
    return values;
  }

  private static String classes(Look look) {
    return Stream.of(
            look.embedded() ? List.of("embedded") : List.<String>of(),
            look.lite() ? List.of("lite") : List.<String>of(),
            look.whiteText() ? List.of("white") : List.<String>of())
        .flatMap(List::stream)
        .collect(Collectors.joining(" "));
  }
}
