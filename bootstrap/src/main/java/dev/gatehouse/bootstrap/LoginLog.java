package dev.gatehouse.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each login: how, with what outcome, for how long. */
final class LoginLog implements EndedLogin.Observer {

  private static final Logger log = LoggerFactory.getLogger("dev.gatehouse.login");

  @Override
  public void accept(EndedLogin login) {
    long millis = login.nanos() / 1_000_000;
    // The fields again, for logs that machines read.
    log.atInfo()
        .addKeyValue("login.method", login.method())
        .addKeyValue("login.channel", login.channel())
        .addKeyValue("login.outcome", login.outcome())
        .addKeyValue("login.duration_ms", millis)
        .addKeyValue("user.id", login.user())
        .log(
            "login method={} channel={} outcome={} user={} duration={}ms",
            login.method(),
            login.channel(),
            login.outcome(),
            login.user(),
            millis);
  }
}
