package dev.gatehouse.bootstrap;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each login: how, with what outcome, for how long. Of the person it names the
 * user id alone, of what the client sent only a method and a channel that there are.
 */
final class LoggedLogins implements LoginOrRegister {

  private static final Logger log = LoggerFactory.getLogger("dev.gatehouse.login");
  private static final String NOTHING = "-";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,31}");
  private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final LoginOrRegister logins;

  LoggedLogins(LoginOrRegister logins) {
    this.logins = logins;
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    long begin = System.nanoTime();
    String outcome = "internal_error";
    String user = NOTHING;
    boolean understood = true;
    try {
      LoginResult result = logins.login(credential);
      outcome = result instanceof LoginResult.Registered ? "registered" : "returned";
      user = Long.toString(result.user().id().value());
      return result;
    } catch (LoginException e) {
      outcome = name(e);
      understood = isUnderstood(e);
      throw e;
    } catch (StorageUnavailableException e) {
      outcome = "storage_unavailable";
      throw e;
    } finally {
      write(
          understood ? credential.method().code() : NOTHING,
          understood ? channel(credential) : NOTHING,
          outcome,
          user,
          (System.nanoTime() - begin) / 1_000_000);
    }
  }

  private static void write(
      String method, String channel, String outcome, String user, long millis) {
    // The fields again, for logs that machines read.
    log.atInfo()
        .addKeyValue("login.method", method)
        .addKeyValue("login.channel", channel)
        .addKeyValue("login.outcome", outcome)
        .addKeyValue("login.duration_ms", millis)
        .addKeyValue("user.id", user)
        .log(
            "login method={} channel={} outcome={} user={} duration={}ms",
            method,
            channel,
            outcome,
            user,
            millis);
  }

  /** Whether method and channel are known here; a client that errs may send a secret for one. */
  private static boolean isUnderstood(LoginException ending) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod e -> false;
      case LoginException.UnknownChannel e -> false;
      case LoginException.InvalidCredential e -> false;
      default -> true;
    };
  }

  private static String channel(Credential credential) {
    return credential
        .field("channel")
        .filter(channel -> NAME.matcher(channel).matches())
        .orElse(NOTHING);
  }

  /** As the API calls it: {@code CredentialRejected} is {@code credential_rejected}. */
  private static String name(LoginException ending) {
    return INNER_CAPITAL
        .matcher(ending.getClass().getSimpleName())
        .replaceAll("_")
        .toLowerCase(Locale.ROOT);
  }
}
