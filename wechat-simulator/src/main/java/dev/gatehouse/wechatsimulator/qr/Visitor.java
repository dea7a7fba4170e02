package dev.gatehouse.wechatsimulator.qr;

import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person whose WeChat a browser belongs to. A cookie of the simulator remembers it.
 *
 * @param follower whether the person comes from the official account's chat as a follower: WeChat
 *     then shows no consent page
 */
record Visitor(Person person, boolean follower) {
  private static final String COOKIE = "wechat-simulator-visitor";
  private static final Pattern VALUE =
      Pattern.compile("(?:^|; *)" + COOKIE + "=([a-z0-9-]{1,64})(\\.follower)?(?:;|$)");

  /** Empty if the browser belongs to no known person yet. */
  static Optional<Visitor> of(Request request, People people) {
    Matcher value = VALUE.matcher(request.header("cookie"));
    return value.find()
        ? people.find(value.group(1)).map(person -> new Visitor(person, value.group(2) != null))
        : Optional.empty();
  }

  String cookie() {
    return COOKIE
        + "="
        + person.key()
        + (follower ? ".follower" : "")
        + "; Path=/connect/oauth2; HttpOnly; SameSite=Lax";
  }
}
