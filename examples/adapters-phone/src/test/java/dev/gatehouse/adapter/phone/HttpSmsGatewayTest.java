package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSmsGatewayTest {

  private static final PhoneNumber PHONE = new PhoneNumber("+8613800138000");

  private final SmsInbox inbox;

  HttpSmsGatewayTest() throws IOException {
    inbox = new SmsInbox();
  }

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void a_message_arrives_as_it_was_written() throws LoginException {
    gateway(SmsInbox.TOKEN).send(PHONE, "验证码 123456 & more");

    assertThat(inbox.messages()).containsExactly("to=+8613800138000&text=验证码 123456 & more");
  }

  @Test
  void a_gateway_that_does_not_know_us_is_for_the_operator() {
    assertThatThrownBy(() -> gateway("another token").send(PHONE, "text"))
        .isInstanceOf(ProviderMisconfigured.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void a_gateway_that_refuses_us_is_for_the_operator(int status) {
    inbox.answer(status);

    assertThatThrownBy(() -> gateway(SmsInbox.TOKEN).send(PHONE, "text"))
        .isInstanceOf(ProviderMisconfigured.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 408, 429, 503})
  void a_gateway_that_throttles_or_fails_is_an_outage(int status) {
    inbox.answer(status);

    assertThatThrownBy(() -> gateway(SmsInbox.TOKEN).send(PHONE, "text"))
        .isInstanceOf(ProviderUnavailable.class);
  }

  @Test
  @Timeout(20)
  void a_gateway_whose_answer_never_ends_holds_nobody() {
    inbox.neverEnd();

    assertThatThrownBy(() ->
            new HttpSmsGateway(inbox.url(), SmsInbox.TOKEN, Duration.ofMillis(300))
                .send(PHONE, "text"))
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessageContaining("in time");
  }

  @Test
  void a_gateway_that_fails_or_is_gone_is_an_outage() {
    inbox.answer(500);
    assertThatThrownBy(() -> gateway(SmsInbox.TOKEN).send(PHONE, "text"))
        .isInstanceOf(ProviderUnavailable.class);

    inbox.close();
    assertThatThrownBy(() -> gateway(SmsInbox.TOKEN).send(PHONE, "text"))
        .isInstanceOf(ProviderUnavailable.class);
  }

  private SmsGateway gateway(String token) {
    return new HttpSmsGateway(inbox.url(), token, Duration.ofSeconds(5));
  }
}
