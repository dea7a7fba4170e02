package dev.gatehouse.adapter.phone.gateway;

import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.BUG;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.LIMIT;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.NUMBER;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.QUOTA;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.SETUP;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.UNCERTAIN;
import static dev.gatehouse.adapter.phone.gateway.VendorErrors.Who.VENDOR;

import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The error codes of one vendor, sorted by who can act (reference, sections 8 and 9.3). The code
 * alone decides: messages of a vendor quote what was signed, so they go nowhere (SEC-21).
 */
final class VendorErrors {

  private static final Duration RETRY_SOON = Duration.ofSeconds(30);
  private static final Duration RETRY_LIMITED = Duration.ofMinutes(1);

  /** The party that can act on an error. */
  enum Who {
    /** The number cannot receive the message. */
    NUMBER,
    /** The number received too many messages. */
    LIMIT,
    /** The operator has to correct a setting. */
    SETUP,
    /** The operator has to pay or to raise a limit of the vendor. */
    QUOTA,
    /** The vendor fails or throttles. */
    VENDOR,
    /** The vendor does not know whether it sent the message. */
    UNCERTAIN,
    /** Our request is wrong, which is a defect. */
    BUG
  }

  /**
   * The meaning of a code.
   *
   * @param check what the operator has to look at
   */
  record Meaning(Who who, String check) {}

  /** Begins with a letter, so it is no number and no code of a message. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,79}");

  private final String vendor;
  private final Map<String, Meaning> exact = new HashMap<>();
  private final Map<String, Meaning> families = new HashMap<>();

  /**
   * @param vendor as in {@code gatehouse.phone.<vendor>}
   */
  private VendorErrors(String vendor) {
    this.vendor = vendor;
  }

  /** The codes of the table. */
  Set<String> codes() {
    return Set.copyOf(exact.keySet());
  }

  /** The meaning of a code. A code of no table concerns the vendor. */
  Meaning meaning(String code) {
    Meaning known = exact.get(code);
    return known != null
        ? known
        : families.entrySet().stream()
            .filter(family -> code.startsWith(family.getKey()))
            .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
            .map(Map.Entry::getValue)
            .orElse(new Meaning(VENDOR, "the vendor's list of errors: this code is unknown here"));
  }

  /**
   * The result of a call that the vendor answered with this code.
   *
   * @throws LoginException for every code but those that leave it open whether the message was sent
   */
  Handover ending(String code, FailureLog failures) throws LoginException {
    Meaning meaning = meaning(code);
    String what = "SMS gateway " + vendor + " answered " + code;
    return switch (meaning.who()) {
      case NUMBER -> {
        if (meaning.check().isEmpty()) {
          failures.info(what);
        } else {
          failures.error(what, meaning.check());
        }
        throw new InvalidCredential(PhoneNumbers.PHONE, InvalidCredential.Reason.UNREACHABLE);
      }
      case LIMIT -> {
        failures.warn(what + ". Check " + meaning.check());
        throw new TooManyAttempts(what, RETRY_LIMITED);
      }
      case SETUP, QUOTA, BUG -> {
        failures.error(what, meaning.check());
        throw new ProviderMisconfigured(what);
      }
      case VENDOR -> {
        if (meaning.check().isEmpty()) {
          failures.warn(what);
        } else {
          failures.error(what, meaning.check());
        }
        throw new ProviderUnavailable(what, RETRY_SOON);
      }
      case UNCERTAIN -> {
        failures.warn(what);
        yield new Handover.Unknown();
      }
    };
  }

  /** The result of a call without a usable answer. */
  static Handover noAnswer(String vendor, Call call, FailureLog failures)
      throws ProviderUnavailable {
    String gateway = "SMS gateway " + vendor + ": ";
    switch (call) {
      case Call.NotConnected(String reason) -> {
        failures.warn(gateway + "no connection, " + reason);
        throw new ProviderUnavailable(gateway + "no connection", RETRY_SOON);
      }
      case Call.Broken(String reason) -> failures.warn(gateway + reason);
      case Call.Answered answer ->
          failures.warn(gateway + "no usable answer, HTTP status " + answer.status());
    }
    return new Handover.Unknown();
  }

  /** A code as vendors write them; empty for a text that could be anything else. */
  static String codeIn(JsonNode value) {
    String text = value.asString("");
    return CODE.matcher(text).matches() ? text : "";
  }

  private VendorErrors known(Who who, String check, String... codes) {
    for (String code : codes) {
      Map<String, Meaning> table = code.endsWith("*") ? families : exact;
      if (table.put(code.replace("*", ""), new Meaning(who, check)) != null) {
        throw new IllegalStateException("two meanings for " + code);
      }
    }
    return this;
  }

  /** The table of Aliyun SMS (dysmsapi 2017-05-25). */
  static VendorErrors ofAliyun() {
    String setting = "gatehouse.phone.aliyun.";
    String defect = "for a newer version of Gatehouse: Aliyun finds fault with our request";
    return new VendorErrors("aliyun")
        .known(
            NUMBER,
            "",
            "isv.MOBILE_NUMBER_ILLEGAL",
            "isv.BLACK_KEY_CONTROL_LIMIT",
            "isv.CUSTOMER_REFUSED")
        .known(
            LIMIT,
            "the limits of one number in Aliyun's SMS console: gatehouse.phone.limits.number"
                + " allows more",
            "isv.BUSINESS_LIMIT_CONTROL")
        .known(
            QUOTA,
            "the daily and monthly limits of the account in Aliyun's SMS console (安全设置)",
            "isv.DAY_LIMIT_CONTROL",
            "isv.MONTH_LIMIT_CONTROL")
        .known(
            QUOTA,
            "the balance of the Aliyun account: top up",
            "isv.AMOUNT_NOT_ENOUGH",
            "isv.OUT_OF_SERVICE")
        .known(
            SETUP,
            setting + "sign-name: whether the signature is approved, of this account and fits",
            "isv.SMS_SIGNATURE_ILLEGAL",
            "isv.SMS_SIGN_ILLEGAL",
            "isv.SIGN_NAME_ILLEGAL",
            "isv.SIGN_STATE_ILLEGAL",
            "isv.SMS_SIGNATURE_SCENE_ILLEGAL")
        .known(
            SETUP,
            setting + "template: whether it is approved, and of the kind for these regions",
            "isv.SMS_TEMPLATE_ILLEGAL",
            "isv.DOMESTIC_NUMBER_NOT_SUPPORTED")
        .known(
            SETUP,
            setting + "template: its variables must be code and minutes",
            "isv.TEMPLATE_MISSING_PARAMETERS",
            "isv.TEMPLATE_PARAMS_ILLEGAL",
            "isv.PARAM_LENGTH_LIMIT",
            "isv.INVALID_JSON_PARAM",
            "isv.PARAM_NOT_SUPPORT_URL",
            "isv.SMS_CONTENT_ILLEGAL",
            "isv.UNSUPPORTED_CONTENT",
            "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE")
        .known(
            SETUP,
            "the Aliyun account in its console: whether SMS is subscribed and the account usable",
            "isv.PRODUCT_UN_SUBSCRIPT",
            "isv.PRODUCT_UNSUBSCRIBE",
            "isv.ACCOUNT_NOT_EXISTS",
            "isv.ACCOUNT_ABNORMAL")
        .known(
            SETUP,
            "the RAM policy of " + setting + "access-key-id: it needs dysms:SendSms",
            "isp.RAM_PERMISSION_DENY")
        .known(
            SETUP,
            setting + "endpoint and the address from which this service calls Aliyun",
            "isv.DENY_IP_RANGE")
        .known(
            SETUP,
            setting + "access-key-id and " + setting + "access-key-secret",
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId.NotFound",
            "MissingAccessKeyId")
        .known(SETUP, "the clock of this machine (NTP)", "InvalidTimeStamp.Expired")
        .known(
            BUG,
            defect,
            "isv.MOBILE_COUNT_OVER_LIMIT",
            "isv.EXTEND_CODE_ERROR",
            "isv.INVALID_PARAMETERS",
            "SignatureNonceUsed",
            "InvalidVersion",
            "InvalidAction.NotFound")
        .known(
            VENDOR,
            "",
            "isp.SYSTEM_ERROR",
            "isp.GATEWAY_ERROR",
            "InternalError",
            "ServiceUnavailable",
            "Throttling",
            "Throttling.User")
        .known(
            SETUP, setting + "*, and Aliyun's list of errors: this code is unknown here", "isv.*");
  }

  /** The table of Tencent Cloud SMS (sms 2021-01-11). */
  static VendorErrors ofTencent() {
    String setting = "gatehouse.phone.tencent.";
    String defect = "for a newer version of Gatehouse: Tencent finds fault with our request";
    return new VendorErrors("tencent")
        .known(
            NUMBER,
            "",
            "InvalidParameterValue.IncorrectPhoneNumber",
            "FailedOperation.PhoneNumberParseFail",
            "FailedOperation.PhoneNumberInBlacklist")
        .known(
            NUMBER,
            "gatehouse.phone.regions: Tencent's SMS console does not allow each of them",
            "UnsupportedOperation.UnsupportedRegion",
            "LimitExceeded.AppCountryOrRegionInBlacklist")
        .known(
            LIMIT,
            "the limits of one number in Tencent's SMS console: gatehouse.phone.limits.number"
                + " allows more",
            "LimitExceeded.PhoneNumberThirtySecondLimit",
            "LimitExceeded.PhoneNumberOneHourLimit",
            "LimitExceeded.PhoneNumberDailyLimit",
            "LimitExceeded.PhoneNumberSameContentDailyLimit",
            "LimitExceeded.DeliveryFrequencyLimit")
        .known(
            QUOTA,
            "the limits of the application in Tencent's SMS console",
            "LimitExceeded.AppDailyLimit",
            "LimitExceeded.AppMainlandChinaDailyLimit",
            "LimitExceeded.AppGlobalDailyLimit",
            "LimitExceeded.AppCountryOrRegionDailyLimit",
            "LimitExceeded.DailyLimit")
        .known(
            QUOTA,
            "the balance of the Tencent account: top up",
            "FailedOperation.InsufficientBalanceInSmsPackage",
            "UnauthorizedOperation.ServiceSuspendDueToArrears")
        .known(
            SETUP,
            setting + "sign-name: whether the signature is approved",
            "FailedOperation.SignatureIncorrectOrUnapproved")
        .known(
            SETUP,
            setting + "template and .template-variables: number, order and kind of the variables",
            "FailedOperation.TemplateIncorrectOrUnapproved",
            "FailedOperation.TemplateUnapprovedOrNotExist",
            "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
            "FailedOperation.TemplateIdNotExist",
            "InvalidParameterValue.TemplateParameterFormatError",
            "InvalidParameterValue.TemplateParameterLengthLimit",
            "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter",
            "UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone",
            "UnsupportedOperation.GlobalTemplateToChineseMainlandPhone",
            "FailedOperation.ContainSensitiveWord",
            "InvalidParameter.DirtyWordFound",
            "FailedOperation.MarketingSendTimeConstraint")
        .known(
            SETUP,
            setting + "app-id, and the address from which this service calls (see the console)",
            "UnauthorizedOperation.SmsSdkAppIdVerifyFail",
            "UnauthorizedOperation.SdkAppIdIsDisabled",
            "UnauthorizedOperation.RequestIpNotInWhitelist",
            "UnauthorizedOperation.RequestPermissionDeny",
            "InvalidParameterValue.SdkAppIdNotExist",
            "FailedOperation.NotEnterpriseCertification")
        .known(SETUP, setting + "secret-id and " + setting + "secret-key", "AuthFailure.*")
        .known(
            SETUP,
            "the clock of this machine (NTP)",
            "AuthFailure.SignatureExpire",
            "InternalError.RequestTimeException")
        .known(
            BUG,
            defect,
            "UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber",
            "LimitExceeded.PhoneNumberCountLimit",
            "MissingParameter",
            "MissingParameter.*",
            "FailedOperation.FailResolvePacket",
            "FailedOperation.JsonParseFail",
            "InvalidParameter",
            "InvalidParameter.*")
        .known(UNCERTAIN, "", "InternalError.Timeout", "InternalError.SendAndRecvFail")
        .known(
            VENDOR,
            "",
            "LimitExceeded.GlobalSmsSendingRateLimit",
            "RequestLimitExceeded",
            "RequestLimitExceeded.*",
            "InternalError.*");
  }
}
