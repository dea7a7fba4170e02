package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import org.junit.jupiter.api.AfterEach;

/** What an attacker tries in a browser, and that WeChat never hears of it. */
abstract class AttackSetting extends BrowserLoginSetting {

  /** A state that was never issued. */
  static final String UNKNOWN_STATE = "0123456789abcdefghijABCDEFGHIJ01";

  /** How often WeChat is to be asked in the test; by default not at all. */
  long expectedExchanges;

  @AfterEach
  void wechat_was_asked_no_more_than_that() {
    assertThat(exchanges()).isEqualTo(expectedExchanges);
  }

  static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("state_mismatch");
  }
}
