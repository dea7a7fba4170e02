package dev.gatehouse.integration.login;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SharedWeChat;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service as a client sees it: real sockets, the simulator, a real database. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "gatehouse.seed-compatibility.enabled=true"})
abstract class LoginSetting {

  @RegisterExtension static final SharedWeChat WECHAT = new SharedWeChat();

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    for (String channel : List.of("web", "app")) {
      String app = "gatehouse.wechat.apps." + channel;
      properties.add(app + ".id", () -> weChat().appId(channel));
      properties.add(app + ".secret", () -> weChat().secret(channel));
    }
    properties.add("gatehouse.wechat.api-base-url", () -> weChat().baseUrl());
  }

  /** How many rows a table has. */
  long rows(String table) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from `" + table + "`")) {
      count.next();
      return count.getLong(1);
    }
  }

  /** Logs a person in, on the channel {@code web} as a browser does. */
  Answer login(String person, String channel) {
    String code = weChat().codeFor(person, channel);
    if (channel.equals("app")) {
      return calls().login("WX", channel, code);
    }
    Browser browser = new Browser(calls());
    return browser.login("WX", channel, code, browser.begin("WX", channel, "/"));
  }

  /** A new person with this nickname; the answer is their key. */
  static String person(String nickname) {
    String key = UUID.randomUUID().toString();
    weChat().addPerson(Person.named(key, nickname));
    return key;
  }

  LoginCalls calls() {
    return new LoginCalls(port);
  }

  static WeChatSimulator weChat() {
    return WECHAT.simulator();
  }

  DataSource dataSource() {
    return dataSource;
  }
}
