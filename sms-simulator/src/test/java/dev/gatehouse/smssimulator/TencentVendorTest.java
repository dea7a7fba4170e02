package dev.gatehouse.smssimulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TencentVendorTest {

  private final TencentVendor vendor = new TencentVendor(Clock.systemUTC());

  /** A client that looks for an error of the call alone would take it for a success. */
  @ParameterizedTest
  @ValueSource(strings = {"InvalidParameterValue.IncorrectPhoneNumber", "OK"})
  void an_error_of_a_number_stands_in_its_status_alone(String code) {
    assertThat(vendor.error(code).body())
        .contains("\"SendStatusSet\":[{", "\"Code\":\"" + code + "\"")
        .doesNotContain("Error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AuthFailure.SignatureFailure", "FailedOperation.InsufficientBalance"})
  void an_error_of_the_call_has_no_status(String code) {
    assertThat(vendor.error(code).body())
        .contains("\"Error\":{\"Code\":\"" + code + "\"")
        .doesNotContain("SendStatusSet");
  }
}
