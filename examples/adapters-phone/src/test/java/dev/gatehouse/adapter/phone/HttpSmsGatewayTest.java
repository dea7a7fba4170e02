package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    return new HttpSmsGateway(inbox.url(), token);
  }
}
