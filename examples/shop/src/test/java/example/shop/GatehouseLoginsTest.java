package example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.service.GatehouseExtension;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatehouseLoginsTest {

  @RegisterExtension static final GatehouseExtension GATEHOUSE = new GatehouseExtension();

  private GatehouseLogins logins;
  private WeChatSimulator weChat;

  @BeforeEach
  void begin() {
    logins = new GatehouseLogins(GATEHOUSE.baseUrl());
    weChat = GATEHOUSE.weChat();
  }

  @Test
  void a_customer_who_returns_is_the_same_customer() throws Exception {
    Login first = logins.withWeChat(weChat.codeFor("xiaoming", "app"));
    Login second = logins.withWeChat(weChat.codeFor("xiaoming", "app"));

    assertThat(customer(second)).isEqualTo(customer(first));
  }

  @Test
  void a_code_that_grew_old_makes_the_customer_start_again() throws Exception {
    String code = weChat.codeFor("xiaoming", "app");

    weChat.advanceClock(Duration.ofMinutes(10));

    assertThat(logins.withWeChat(code)).isEqualTo(new Login.StartAgain());
  }

  @Test
  void while_wechat_is_down_customers_are_asked_to_wait() throws Exception {
    weChat.next(WeChatEndpoint.ACCESS_TOKEN, Fault.status(502));

    Login login = logins.withWeChat(weChat.codeFor("xiaoming", "app"));

    assertThat(login)
        .isInstanceOfSatisfying(Login.Later.class, later -> assertThat(later.pause()).isPositive());
  }

  private static long customer(Login login) {
    assertThat(login).isInstanceOf(Login.In.class);
    return ((Login.In) login).customer();
  }
}
