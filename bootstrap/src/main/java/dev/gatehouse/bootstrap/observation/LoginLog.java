package dev.gatehouse.bootstrap.observation;

import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes one line for each login: how it was tried, how it ended and how long it took. */
final class LoginLog implements LoginListener {

  private static final Logger log = LoggerFactory.getLogger("dev.gatehouse.login");

  private static final String NOTHING = "-";
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\"]");
  private static final int LONGEST_REASON = 200;

  @Override
  public void ended(LoginOutcome login) {
    String method = login.method() == null ? NOTHING : login.method().code();
    String channel = Objects.requireNonNullElse(login.channel(), NOTHING);
    String user = login.user() == null ? NOTHING : Long.toString(login.user().value());
    long millis = login.duration().toMillis();
    String line =
        "login method=%s channel=%s outcome=%s user=%s duration=%dms"
            .formatted(method, channel, login.ending(), user, millis);
    // The fields again, for logs that machines read.
    LoggingEventBuilder event =
        log.atInfo()
            .addKeyValue("login.method", method)
            .addKeyValue("login.channel", channel)
            .addKeyValue("login.outcome", login.ending())
            .addKeyValue("login.duration_ms", millis)
            .addKeyValue("user.id", user);
    if (login.reason().isEmpty()) {
      event.log(line);
    } else {
      String reason = printable(login.reason());
      event.addKeyValue("login.reason", reason).log(line + " reason=\"" + reason + "\"");
    }
  }

  private static String printable(String reason) {
    String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }
}
