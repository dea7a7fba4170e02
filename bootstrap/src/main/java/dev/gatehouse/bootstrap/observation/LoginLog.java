package dev.gatehouse.bootstrap.observation;

import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.account.AccountObserver;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line for each login: how it was tried, how it ended and how long it took. Writes one
 * line for each attempt of a user on the own account that was refused or was a confirmation.
 */
final class LoginLog implements LoginListener, AccountObserver {

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
    write(event, line, login.reason());
  }

  @Override
  public void tried(AccountAttempt attempt) {
    String kind = attempt.kind().name().toLowerCase(Locale.ROOT);
    String method = attempt.method() == null ? NOTHING : attempt.method().code();
    String channel = Objects.requireNonNullElse(attempt.channel(), NOTHING);
    long user = attempt.user().value();
    write(
        log.atInfo()
            .addKeyValue("account.attempt", kind)
            .addKeyValue("login.method", method)
            .addKeyValue("login.channel", channel)
            .addKeyValue("login.outcome", attempt.outcome())
            .addKeyValue("user.id", user),
        "account %s method=%s channel=%s outcome=%s user=%d"
            .formatted(kind, method, channel, attempt.outcome(), user),
        attempt.reason());
  }

  private static void write(LoggingEventBuilder event, String line, String reason) {
    if (reason.isEmpty()) {
      event.log(line);
    } else {
      String masked = printable(reason);
      event.addKeyValue("login.reason", masked).log(line + " reason=\"" + masked + "\"");
    }
  }

  private static String printable(String reason) {
    String cut = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }
}
