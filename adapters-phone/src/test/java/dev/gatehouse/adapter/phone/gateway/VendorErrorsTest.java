package dev.gatehouse.adapter.phone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * The tables of the reference, sections 8 and 9.3, code by code: who can act, and what the line in
 * the log tells to look at.
 */
class VendorErrorsTest {

  private static final String ALIYUN =
      """
      NUMBER, isv.MOBILE_NUMBER_ILLEGAL, ''
      NUMBER, isv.BLACK_KEY_CONTROL_LIMIT, ''
      NUMBER, isv.CUSTOMER_REFUSED, ''
      LIMIT, isv.BUSINESS_LIMIT_CONTROL, phone.limits.number
      QUOTA, isv.DAY_LIMIT_CONTROL, 安全设置
      QUOTA, isv.MONTH_LIMIT_CONTROL, 安全设置
      QUOTA, isv.AMOUNT_NOT_ENOUGH, top up
      QUOTA, isv.OUT_OF_SERVICE, top up
      SETUP, isv.DOMESTIC_NUMBER_NOT_SUPPORTED, aliyun.template
      SETUP, isv.SMS_SIGNATURE_ILLEGAL, aliyun.sign-name
      SETUP, isv.SMS_SIGN_ILLEGAL, aliyun.sign-name
      SETUP, isv.SIGN_NAME_ILLEGAL, aliyun.sign-name
      SETUP, isv.SIGN_STATE_ILLEGAL, aliyun.sign-name
      SETUP, isv.SMS_SIGNATURE_SCENE_ILLEGAL, aliyun.sign-name
      SETUP, isv.SMS_TEMPLATE_ILLEGAL, aliyun.template
      SETUP, isv.TEMPLATE_MISSING_PARAMETERS, aliyun.template: its variables
      SETUP, isv.TEMPLATE_PARAMS_ILLEGAL, aliyun.template: its variables
      SETUP, isv.PARAM_LENGTH_LIMIT, aliyun.template: its variables
      SETUP, isv.INVALID_JSON_PARAM, aliyun.template: its variables
      SETUP, isv.PARAM_NOT_SUPPORT_URL, aliyun.template: its variables
      SETUP, isv.SMS_CONTENT_ILLEGAL, aliyun.template: its variables
      SETUP, isv.UNSUPPORTED_CONTENT, aliyun.template: its variables
      SETUP, isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE, aliyun.template: its variables
      SETUP, isv.PRODUCT_UN_SUBSCRIPT, Aliyun account
      SETUP, isv.PRODUCT_UNSUBSCRIBE, Aliyun account
      SETUP, isv.ACCOUNT_NOT_EXISTS, Aliyun account
      SETUP, isv.ACCOUNT_ABNORMAL, Aliyun account
      SETUP, isp.RAM_PERMISSION_DENY, RAM policy
      SETUP, isv.DENY_IP_RANGE, aliyun.endpoint
      SETUP, SignatureDoesNotMatch, aliyun.access-key-secret
      SETUP, InvalidAccessKeyId.NotFound, aliyun.access-key-id
      SETUP, MissingAccessKeyId, aliyun.access-key-id
      SETUP, InvalidTimeStamp.Expired, NTP
      SETUP, isv.SOMETHING_NEW, unknown here
      BUG, isv.MOBILE_COUNT_OVER_LIMIT, newer version
      BUG, isv.EXTEND_CODE_ERROR, newer version
      BUG, isv.INVALID_PARAMETERS, newer version
      BUG, SignatureNonceUsed, newer version
      BUG, InvalidVersion, newer version
      BUG, InvalidAction.NotFound, newer version
      VENDOR, isp.SYSTEM_ERROR, ''
      VENDOR, isp.GATEWAY_ERROR, ''
      VENDOR, InternalError, ''
      VENDOR, ServiceUnavailable, ''
      VENDOR, Throttling, ''
      VENDOR, Throttling.User, ''
      VENDOR, isp.SOMETHING_NEW, unknown here
      VENDOR, Something.New, unknown here
      """;

  private static final String TENCENT =
      """
      NUMBER, InvalidParameterValue.IncorrectPhoneNumber, ''
      NUMBER, FailedOperation.PhoneNumberParseFail, ''
      NUMBER, FailedOperation.PhoneNumberInBlacklist, ''
      NUMBER, UnsupportedOperation.UnsupportedRegion, gatehouse.phone.regions
      NUMBER, LimitExceeded.AppCountryOrRegionInBlacklist, gatehouse.phone.regions
      LIMIT, LimitExceeded.PhoneNumberThirtySecondLimit, phone.limits.number
      LIMIT, LimitExceeded.PhoneNumberOneHourLimit, phone.limits.number
      LIMIT, LimitExceeded.PhoneNumberDailyLimit, phone.limits.number
      LIMIT, LimitExceeded.PhoneNumberSameContentDailyLimit, phone.limits.number
      LIMIT, LimitExceeded.DeliveryFrequencyLimit, phone.limits.number
      QUOTA, LimitExceeded.AppDailyLimit, limits of the application
      QUOTA, LimitExceeded.AppMainlandChinaDailyLimit, limits of the application
      QUOTA, LimitExceeded.AppGlobalDailyLimit, limits of the application
      QUOTA, LimitExceeded.AppCountryOrRegionDailyLimit, limits of the application
      QUOTA, LimitExceeded.DailyLimit, limits of the application
      QUOTA, FailedOperation.InsufficientBalanceInSmsPackage, top up
      QUOTA, UnauthorizedOperation.ServiceSuspendDueToArrears, top up
      VENDOR, LimitExceeded.GlobalSmsSendingRateLimit, ''
      VENDOR, RequestLimitExceeded, ''
      VENDOR, RequestLimitExceeded.UinLimitExceeded, ''
      SETUP, FailedOperation.SignatureIncorrectOrUnapproved, tencent.sign-name
      SETUP, FailedOperation.TemplateIncorrectOrUnapproved, tencent.template
      SETUP, FailedOperation.TemplateUnapprovedOrNotExist, tencent.template
      SETUP, FailedOperation.TemplateParamSetNotMatchApprovedTemplate, tencent.template
      SETUP, FailedOperation.TemplateIdNotExist, tencent.template
      SETUP, InvalidParameterValue.TemplateParameterFormatError, tencent.template
      SETUP, InvalidParameterValue.TemplateParameterLengthLimit, tencent.template
      SETUP, InvalidParameterValue.ProhibitedUseUrlInTemplateParameter, tencent.template
      SETUP, UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone, tencent.template
      SETUP, UnsupportedOperation.GlobalTemplateToChineseMainlandPhone, tencent.template
      BUG, UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber, newer version
      BUG, LimitExceeded.PhoneNumberCountLimit, newer version
      BUG, MissingParameter, newer version
      BUG, MissingParameter.EmptyPhoneNumberSet, newer version
      BUG, FailedOperation.FailResolvePacket, newer version
      BUG, FailedOperation.JsonParseFail, newer version
      BUG, InvalidParameter, newer version
      BUG, InvalidParameter.AppidAndBizId, newer version
      SETUP, UnauthorizedOperation.SmsSdkAppIdVerifyFail, tencent.app-id
      SETUP, UnauthorizedOperation.SdkAppIdIsDisabled, tencent.app-id
      SETUP, UnauthorizedOperation.RequestIpNotInWhitelist, tencent.app-id
      SETUP, UnauthorizedOperation.RequestPermissionDeny, tencent.app-id
      SETUP, InvalidParameterValue.SdkAppIdNotExist, tencent.app-id
      SETUP, FailedOperation.NotEnterpriseCertification, tencent.app-id
      SETUP, AuthFailure.SignatureFailure, tencent.secret-key
      SETUP, AuthFailure.SignatureExpire, NTP
      SETUP, FailedOperation.ContainSensitiveWord, tencent.template
      SETUP, InvalidParameter.DirtyWordFound, tencent.template
      SETUP, FailedOperation.MarketingSendTimeConstraint, tencent.template
      SETUP, InternalError.RequestTimeException, NTP
      UNCERTAIN, InternalError.Timeout, ''
      UNCERTAIN, InternalError.SendAndRecvFail, ''
      VENDOR, InternalError.OtherError, ''
      VENDOR, InvalidParameterValue.SomethingNew, unknown here
      VENDOR, Something.New, unknown here
      """;

  private final Logger log = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final Thread test = Thread.currentThread();

  /** Of this test alone; others log at the same time. */
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
          if (Thread.currentThread() == test) {
            super.append(line);
          }
        }
      };

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void detach() {
    log.detachAppender(lines);
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALIYUN)
  void each_code_of_aliyun_tells_who_can_act(VendorErrors.Who who, String code, String act) {
    assertEnding(VendorErrors.ofAliyun(), code, who, act);
  }

  @ParameterizedTest
  @CsvSource(textBlock = TENCENT)
  void each_code_of_tencent_tells_who_can_act(VendorErrors.Who who, String code, String act) {
    assertEnding(VendorErrors.ofTencent(), code, who, act);
  }

  @Test
  void these_tables_lack_no_code() {
    assertThat(codes(ALIYUN)).containsAll(VendorErrors.ofAliyun().codes());
    assertThat(codes(TENCENT)).containsAll(VendorErrors.ofTencent().codes());
  }

  private static List<String> codes(String table) {
    return table.lines().map(line -> line.split(", ", -1)[1]).toList();
  }

  /** Where the operator cannot act, the line tells nothing to look at. */
  private void assertEnding(VendorErrors errors, String code, VendorErrors.Who who, String act) {
    assertThat(errors.meaning(code).who()).isEqualTo(who);
    assertThat(ending(errors, code))
        .isEqualTo(
            switch (who) {
              case NUMBER -> InvalidCredential.class;
              case LIMIT -> TooManyAttempts.class;
              case SETUP, QUOTA, BUG -> ProviderMisconfigured.class;
              case VENDOR -> ProviderUnavailable.class;
              case UNCERTAIN -> Handover.Unknown.class;
            });
    ILoggingEvent line = lines.list.getFirst();
    assertThat(lines.list).hasSize(1);
    assertThat(line.getFormattedMessage()).contains("answered " + code);
    if (act.isEmpty()) {
      assertThat(line.getLevel())
          .isEqualTo(who == VendorErrors.Who.NUMBER ? Level.INFO : Level.WARN);
      assertThat(line.getFormattedMessage()).doesNotContain("Check");
    } else {
      assertThat(line.getLevel())
          .isEqualTo(who == VendorErrors.Who.LIMIT ? Level.WARN : Level.ERROR);
      assertThat(line.getFormattedMessage()).contains("Check ", act);
    }
  }

  private static Class<?> ending(VendorErrors errors, String code) {
    try {
      return errors.ending(code, new FailureLog(new TestClock())).getClass();
    } catch (LoginException e) {
      return e.getClass();
    }
  }
}
