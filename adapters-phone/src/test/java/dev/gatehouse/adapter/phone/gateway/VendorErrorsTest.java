package dev.gatehouse.adapter.phone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the reference, sections 8 and 9.3, code by code. */
class VendorErrorsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          NUMBER, isv.MOBILE_NUMBER_ILLEGAL
          NUMBER, isv.BLACK_KEY_CONTROL_LIMIT
          NUMBER, isv.CUSTOMER_REFUSED
          LIMIT, isv.BUSINESS_LIMIT_CONTROL
          QUOTA, isv.DAY_LIMIT_CONTROL
          QUOTA, isv.MONTH_LIMIT_CONTROL
          QUOTA, isv.AMOUNT_NOT_ENOUGH
          QUOTA, isv.OUT_OF_SERVICE
          SETUP, isv.DOMESTIC_NUMBER_NOT_SUPPORTED
          SETUP, isv.SMS_SIGNATURE_ILLEGAL
          SETUP, isv.SMS_SIGN_ILLEGAL
          SETUP, isv.SIGN_NAME_ILLEGAL
          SETUP, isv.SIGN_STATE_ILLEGAL
          SETUP, isv.SMS_SIGNATURE_SCENE_ILLEGAL
          SETUP, isv.SMS_TEMPLATE_ILLEGAL
          SETUP, isv.TEMPLATE_MISSING_PARAMETERS
          SETUP, isv.TEMPLATE_PARAMS_ILLEGAL
          SETUP, isv.PARAM_LENGTH_LIMIT
          SETUP, isv.INVALID_JSON_PARAM
          SETUP, isv.PARAM_NOT_SUPPORT_URL
          SETUP, isv.SMS_CONTENT_ILLEGAL
          SETUP, isv.UNSUPPORTED_CONTENT
          SETUP, isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE
          SETUP, isv.PRODUCT_UN_SUBSCRIPT
          SETUP, isv.PRODUCT_UNSUBSCRIBE
          SETUP, isv.ACCOUNT_NOT_EXISTS
          SETUP, isv.ACCOUNT_ABNORMAL
          SETUP, isp.RAM_PERMISSION_DENY
          SETUP, isv.DENY_IP_RANGE
          SETUP, SignatureDoesNotMatch
          SETUP, InvalidAccessKeyId.NotFound
          SETUP, MissingAccessKeyId
          SETUP, InvalidTimeStamp.Expired
          SETUP, isv.SOMETHING_NEW
          BUG, isv.MOBILE_COUNT_OVER_LIMIT
          BUG, isv.EXTEND_CODE_ERROR
          BUG, isv.INVALID_PARAMETERS
          BUG, SignatureNonceUsed
          BUG, InvalidVersion
          BUG, InvalidAction.NotFound
          VENDOR, isp.SYSTEM_ERROR
          VENDOR, isp.GATEWAY_ERROR
          VENDOR, InternalError
          VENDOR, ServiceUnavailable
          VENDOR, Throttling
          VENDOR, Throttling.User
          VENDOR, Something.New
          """)
  void each_code_of_aliyun_tells_who_can_act(VendorErrors.Who who, String code) {
    assertThat(VendorErrors.ofAliyun().meaning(code).who()).isEqualTo(who);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          NUMBER, InvalidParameterValue.IncorrectPhoneNumber
          NUMBER, FailedOperation.PhoneNumberParseFail
          NUMBER, FailedOperation.PhoneNumberInBlacklist
          NUMBER, UnsupportedOperation.UnsupportedRegion
          NUMBER, LimitExceeded.AppCountryOrRegionInBlacklist
          LIMIT, LimitExceeded.PhoneNumberThirtySecondLimit
          LIMIT, LimitExceeded.PhoneNumberOneHourLimit
          LIMIT, LimitExceeded.PhoneNumberDailyLimit
          LIMIT, LimitExceeded.PhoneNumberSameContentDailyLimit
          LIMIT, LimitExceeded.DeliveryFrequencyLimit
          QUOTA, LimitExceeded.AppDailyLimit
          QUOTA, LimitExceeded.AppMainlandChinaDailyLimit
          QUOTA, LimitExceeded.AppGlobalDailyLimit
          QUOTA, LimitExceeded.AppCountryOrRegionDailyLimit
          QUOTA, LimitExceeded.DailyLimit
          QUOTA, FailedOperation.InsufficientBalanceInSmsPackage
          QUOTA, UnauthorizedOperation.ServiceSuspendDueToArrears
          VENDOR, LimitExceeded.GlobalSmsSendingRateLimit
          VENDOR, RequestLimitExceeded
          VENDOR, RequestLimitExceeded.UinLimitExceeded
          SETUP, FailedOperation.SignatureIncorrectOrUnapproved
          SETUP, FailedOperation.TemplateIncorrectOrUnapproved
          SETUP, FailedOperation.TemplateUnapprovedOrNotExist
          SETUP, FailedOperation.TemplateParamSetNotMatchApprovedTemplate
          SETUP, FailedOperation.TemplateIdNotExist
          SETUP, InvalidParameterValue.TemplateParameterFormatError
          SETUP, InvalidParameterValue.TemplateParameterLengthLimit
          SETUP, InvalidParameterValue.ProhibitedUseUrlInTemplateParameter
          SETUP, UnsupportedOperation.ChineseMainlandTemplateToGlobalPhone
          SETUP, UnsupportedOperation.GlobalTemplateToChineseMainlandPhone
          BUG, UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber
          BUG, LimitExceeded.PhoneNumberCountLimit
          BUG, MissingParameter
          BUG, MissingParameter.EmptyPhoneNumberSet
          BUG, FailedOperation.FailResolvePacket
          BUG, FailedOperation.JsonParseFail
          BUG, InvalidParameter
          BUG, InvalidParameter.AppidAndBizId
          SETUP, UnauthorizedOperation.SmsSdkAppIdVerifyFail
          SETUP, UnauthorizedOperation.SdkAppIdIsDisabled
          SETUP, UnauthorizedOperation.RequestIpNotInWhitelist
          SETUP, UnauthorizedOperation.RequestPermissionDeny
          SETUP, InvalidParameterValue.SdkAppIdNotExist
          SETUP, FailedOperation.NotEnterpriseCertification
          SETUP, AuthFailure.SignatureFailure
          SETUP, AuthFailure.SignatureExpire
          SETUP, FailedOperation.ContainSensitiveWord
          SETUP, InvalidParameter.DirtyWordFound
          SETUP, FailedOperation.MarketingSendTimeConstraint
          SETUP, InternalError.RequestTimeException
          UNCERTAIN, InternalError.Timeout
          UNCERTAIN, InternalError.SendAndRecvFail
          VENDOR, InternalError.OtherError
          VENDOR, InvalidParameterValue.SomethingNew
          VENDOR, Something.New
          """)
  void each_code_of_tencent_tells_who_can_act(VendorErrors.Who who, String code) {
    assertThat(VendorErrors.ofTencent().meaning(code).who()).isEqualTo(who);
  }

  @Test
  void what_an_operator_can_act_on_names_what_to_look_at() {
    assertThat(VendorErrors.ofAliyun().meaning("SignatureDoesNotMatch").check())
        .contains("gatehouse.phone.aliyun.access-key-secret");
    assertThat(VendorErrors.ofTencent().meaning("AuthFailure.SecretIdNotFound").check())
        .contains("gatehouse.phone.tencent.secret-key");
    assertThat(VendorErrors.ofTencent().meaning("AuthFailure.SignatureExpire").check())
        .contains("clock");
    assertThat(VendorErrors.ofTencent().meaning("Something.New").check()).contains("unknown");
  }
}
