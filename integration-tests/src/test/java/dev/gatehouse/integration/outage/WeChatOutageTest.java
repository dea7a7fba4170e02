package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.InMemoryStores;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.InMemoryUserRepository;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The real WeChat adapter, and nothing at WeChat's address. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.session.enabled=false",
      "gatehouse.wechat.api-base-url=http://127.0.0.1:1",
      "gatehouse.wechat.apps.app.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.app.secret=fedcba9876543210fedcba9876543210"
    })
@Import(InMemoryStores.class)
class WeChatOutageTest {

  @LocalServerPort private int port;
  @Autowired private InMemoryUserRepository users;

  @Test
  void a_login_without_wechat_is_unavailable_and_writes_nothing() {
    Answer answer = new LoginCalls(port).login("WX", "app", "0a1B2c3D4e5F6g7H");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("provider_unavailable");
    assertThat(answer.text("$.title")).isEqualTo("微信暂时不可用");
    assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(users.size()).isZero();
  }
}
