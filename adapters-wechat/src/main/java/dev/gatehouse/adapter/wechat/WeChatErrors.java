package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.LoginException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What WeChat's error numbers mean for a login, sorted by who can act (reference, section 6). The
 * number alone decides; its words go to the log and nowhere else.
 */
final class WeChatErrors {

  /** After a failure that usually passes at once. */
  static final Duration RETRY_SOON = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(WeChatErrors.class);

  /** The code is wrong, used or expired. */
  private static final Set<Long> CODE_REFUSED =
      Set.of(40029L, 40163L, 41008L, 42003L, 61009L, 61010L);

  /** WeChat blocks the person. */
  private static final Set<Long> PERSON_RESTRICTED = Set.of(40226L, 46004L, 50003L, 50005L);

  private static final Set<Long> APP_ID_REFUSED = Set.of(40013L, 41002L);
  private static final Set<Long> SECRET_REFUSED = Set.of(40125L, 41004L, 40243L);

  /** WeChat refuses our address, our permission or the way we ask. */
  private static final Set<Long> SETUP_REFUSED =
      Set.of(
          40002L, 40003L, 40035L, 40066L, 40090L, 40097L, 40101L, 40164L, 40187L, 40188L, 40222L,
          41001L, 41003L, 41009L, 43001L, 43002L, 43003L, 44002L, 45035L, 47001L, 48001L, 48004L,
          48009L, 48017L, 49001L, 49003L, 50002L, 50004L, 61003L, 61004L, 76022L, 89501L, 89502L,
          89503L, 89504L, 89505L, 89506L, 89507L);

  private static final long QUOTA_OF_THE_DAY = 45009;
  private static final long QUOTA_OF_THE_MINUTE = 45011;

  private WeChatErrors() {}

  /**
   * Passes an answer that is none of WeChat's errors.
   *
   * @throws LoginException for the error that it is
   */
  static <A extends WeChatAnswer> A requireSuccess(WeChatApp app, A answer) throws LoginException {
    Long errcode = answer.errcode();
    if (errcode == null || errcode == 0) {
      return answer;
    }
    throw toLoginException(app, errcode, printable(answer.errmsg()));
  }

  private static LoginException toLoginException(WeChatApp app, long errcode, String errmsg) {
    String message = "WeChat answered errcode " + errcode;
    if (CODE_REFUSED.contains(errcode)) {
      log.info("{} for channel {}: {}", message, app.channel(), errmsg);
      return new LoginException.CredentialRejected(message);
    }
    if (PERSON_RESTRICTED.contains(errcode)) {
      log.info("{} for channel {}: {}", message, app.channel(), errmsg);
      return new LoginException.AccountRestricted(message);
    }
    if (APP_ID_REFUSED.contains(errcode)) {
      return misconfigured(app.property("id"), message, errmsg);
    }
    if (SECRET_REFUSED.contains(errcode)) {
      return misconfigured(app.property("secret"), message, errmsg);
    }
    if (SETUP_REFUSED.contains(errcode)) {
      return misconfigured(
          app.property("id")
              + ", the app's permissions and allowed addresses in WeChat's console,"
              + " and gatehouse.wechat.api-base-url",
          message,
          errmsg);
    }
    log.warn("{} for channel {}: {}", message, app.channel(), errmsg);
    return new LoginException.ProviderUnavailable(message, retryAfter(errcode));
  }

  private static LoginException misconfigured(String check, String message, String errmsg) {
    log.error("{}: {}. Check {}", message, errmsg, check);
    return new LoginException.ProviderMisconfigured(message + "; check " + check);
  }

  private static Duration retryAfter(long errcode) {
    if (errcode == QUOTA_OF_THE_DAY) {
      return Duration.ofHours(1);
    }
    return errcode == QUOTA_OF_THE_MINUTE ? Duration.ofMinutes(1) : RETRY_SOON;
  }

  /** Long enough to be a code, a token or an id; the parts of a rid are shorter. */
  private static final Pattern SECRET_LIKE = Pattern.compile("\\w{10,}");

  /** WeChat's words, made safe for one line of a log: they may quote what we sent (SEC-21). */
  private static String printable(@Nullable String errmsg) {
    if (errmsg == null) {
      return "no errmsg";
    }
    String oneLine = SECRET_LIKE.matcher(errmsg.replaceAll("\\p{C}", " ")).replaceAll("***");
    return oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200);
  }
}
