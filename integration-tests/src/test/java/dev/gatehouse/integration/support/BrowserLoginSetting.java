package dev.gatehouse.integration.support;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service with the simulator behind it, and a clock that goes when told to. Test classes
 * that change none of its settings share one.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.return-to=https://shop.example,http://localhost:3000",
      "gatehouse.wechat.apps.shop.kind=website",
      "gatehouse.trusted-proxies=127.0.0.1",
      // All of these tests come from one address.
      "gatehouse.limits.requests-per-minute=0",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import(SettableTime.class)
public abstract class BrowserLoginSetting {

  @RegisterExtension protected static final SharedWeChat WECHAT = new SharedWeChat();

  protected static final SettableClock CLOCK = SettableTime.CLOCK;

  @LocalServerPort private int port;

  @DynamicPropertySource
  protected static void weChat(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    for (String channel : List.of("web", "app", "h5", "mini")) {
      properties.add("gatehouse.wechat.apps." + channel + ".id", () -> weChat.appId(channel));
      properties.add("gatehouse.wechat.apps." + channel + ".secret", () -> weChat.secret(channel));
    }
    properties.add("gatehouse.wechat.apps.shop.id", () -> "wx0123456789abcdef");
    properties.add("gatehouse.wechat.apps.shop.secret", () -> "fedcba9876543210fedcba9876543210");
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
  }

  protected LoginCalls calls() {
    return new LoginCalls(port);
  }

  protected SessionCalls sessions() {
    return new SessionCalls(port);
  }

  protected Browser browser() {
    return new Browser(calls());
  }

  protected static String appId() {
    return WECHAT.simulator().appId("web");
  }

  /** A fresh code of 小明. */
  protected static String code() {
    return WECHAT.simulator().codeFor("xiaoming", "web");
  }

  /** A fresh code of a new person with this name. */
  protected static String code(String person, String channel) {
    WECHAT.simulator().addPerson(Person.named(person, person));
    return WECHAT.simulator().codeFor(person, channel);
  }

  protected static String callback(String code, String state) {
    return "/v1/logins/WX/callback?code=" + code + "&state=" + state;
  }

  protected static Answer comeBack(Browser browser, String code, String state) {
    return browser.go(callback(code, state));
  }

  /** How many codes were brought to WeChat. */
  protected static long exchanges() {
    return WECHAT.simulator().calls().stream()
        .filter(call -> call.endpoint() == WeChatEndpoint.ACCESS_TOKEN)
        .count();
  }
}
