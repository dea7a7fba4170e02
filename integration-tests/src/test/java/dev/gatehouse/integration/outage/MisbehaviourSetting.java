package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.InMemoryStores;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.integration.support.SharedWeChat;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service, but for a database, before a WeChat that a test can let misbehave. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.wechat.read-timeout=2s",
      "gatehouse.wechat.deadline=3s"
    })
@Import({InMemoryStores.class, SettableTime.class})
abstract class MisbehaviourSetting {

  static final WeChatEndpoint EXCHANGE = WeChatEndpoint.ACCESS_TOKEN;
  static final WeChatEndpoint USERINFO = WeChatEndpoint.USERINFO;
  static final SettableClock CLOCK = SettableTime.CLOCK;

  @RegisterExtension static final SharedWeChat WECHAT = new SharedWeChat();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    properties.add("gatehouse.wechat.apps.app.id", () -> weChat.appId("app"));
    properties.add("gatehouse.wechat.apps.app.secret", () -> weChat.secret("app"));
  }

  /** So much goes well between the tests that no breaker opens over what they do. */
  @BeforeEach
  void closeBreakers() {
    CLOCK.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 4; i++) {
      assertThat(login(person()).status()).isEqualTo(201);
    }
    weChat().reset();
  }

  Answer login(String person) {
    return calls().login("WX", "app", weChat().codeFor(person, "app"));
  }

  LoginCalls calls() {
    return new LoginCalls(port);
  }

  static String person() {
    String key = UUID.randomUUID().toString();
    weChat().addPerson(Person.named(key, "小明"));
    return key;
  }

  static WeChatSimulator weChat() {
    return WECHAT.simulator();
  }
}
