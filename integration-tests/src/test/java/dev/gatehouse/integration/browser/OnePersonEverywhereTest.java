package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** QR code, app, page inside WeChat and mini program lead to the same user. */
class OnePersonEverywhereTest extends BrowserLoginSetting {

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(strings = {"web", "app", "h5", "mini"})
  void one_person_is_one_user_with_one_login_method(String firstChannel) {
    String person = "everywhere-" + firstChannel;
    Answer first = login(person, firstChannel);
    assertThat(first.status()).isEqualTo(201);
    long callsSoFar = WECHAT.simulator().calls().size();

    for (String channel : List.of("web", "app", "h5", "mini")) {
      Answer again = login(person, channel);

      assertThat(again.status()).isEqualTo(200);
      assertThat(again.userId()).isEqualTo(first.userId());
    }

    Answer me = new SessionCalls(port).me(first.text("$.session.accessToken"));
    assertThat(me.value("$.loginMethods[*].method")).isEqualTo(List.of("WX"));
    List<WeChatEndpoint> asked =
        new ArrayList<>(
            WECHAT.simulator().calls().stream()
                .skip(callsSoFar)
                .map(RecordedCall::endpoint)
                .toList());
    if (firstChannel.equals("mini")) {
      // A mini program gives no name; the next channel that can is asked for it, once.
      assertThat(asked.remove(1)).isEqualTo(WeChatEndpoint.USERINFO);
    }
    assertThat(asked)
        .containsExactly(
            WeChatEndpoint.ACCESS_TOKEN,
            WeChatEndpoint.ACCESS_TOKEN,
            WeChatEndpoint.ACCESS_TOKEN,
            WeChatEndpoint.JSCODE2SESSION);
  }

  @Test
  void a_user_of_a_mini_program_has_the_default_name() {
    assertThat(login("nameless", "mini").text("$.user.name")).isEqualTo("用户");
  }

  @Test
  void a_snapshot_page_registers_no_user() {
    for (boolean flagged : List.of(true, false)) {
      Browser browser = browser();
      String state = browser.begin("WX", "h5", "/");

      Answer refused =
          browser.login("WX", "h5", WECHAT.simulator().snapshotCode("h5", flagged), state);

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("preview_only");
      assertThat(refused.text("$.detail")).contains("使用完整服务");
    }
  }

  /** A prefill for a form: nothing is linked by it. */
  @Test
  void a_mini_program_tells_a_signed_in_person_the_shared_phone_number() {
    WECHAT.simulator().addPerson(Person.named("caller", "来电"));
    String session = login("caller", "mini").text("$.session.accessToken");

    Answer without = phone("", "mini", WECHAT.simulator().phoneCodeFor("caller", "mini"));
    Answer number = phone(session, "mini", WECHAT.simulator().phoneCodeFor("caller", "mini"));
    Answer elsewhere = phone(session, "app", code("caller", "app"));

    assertThat(without.status()).isEqualTo(401);
    assertThat(without.code()).isEqualTo("session_invalid");
    assertThat(number.status()).isEqualTo(200);
    assertThat(number.header("Cache-Control")).isEqualTo("no-store");
    assertThat(number.http().body())
        .isEqualTo("{\"phone\":\"+86" + WECHAT.simulator().phoneNumber("caller") + "\"}");
    assertThat(elsewhere.code()).isEqualTo("unknown_channel");
  }

  private Answer phone(String accessToken, String channel, String code) {
    HttpRequest.Builder request =
        calls()
            .request("/v1/logins/WX/phone")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"channel\":\"%s\",\"code\":\"%s\"}".formatted(channel, code)));
    return calls()
        .send(
            accessToken.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + accessToken));
  }

  private Answer login(String person, String channel) {
    String code = code(person, channel);
    if (List.of("app", "mini").contains(channel)) {
      return calls().login("WX", channel, code);
    }
    Browser browser = browser();
    return browser.login("WX", channel, code, browser.begin("WX", channel, "/"));
  }
}
