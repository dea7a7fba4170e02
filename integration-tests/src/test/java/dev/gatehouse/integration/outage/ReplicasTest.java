package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.service.TestKeys;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * SEC-05: replicas that share a database and keys, behind a proxy that sends no two requests in a
 * row to the same one.
 */
class ReplicasTest {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final Path key = TestKeys.newFile();
  private final Path nextKey = TestKeys.newFile();
  private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final List<EmbeddedReplica> running = new ArrayList<>();
  private RoundRobinProxy proxy;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    proxy = new RoundRobinProxy();
    browser = new Browser(new LoginCalls(proxy.port()));
  }

  @AfterEach
  void stop() {
    proxy.close();
    running.forEach(EmbeddedReplica::close);
  }

  @Test
  void what_one_replica_began_another_finishes_and_a_third_time_is_known_to_both() {
    proxy.serve(List.of(replica(key), replica(key)));

    for (int round = 0; round < 3; round++) {
      String state = browser.begin("WX", "web", "/account"); // one replica
      Browser thief = browser.copy();
      String landing = callback(state);

      Answer landed = browser.go(landing); // the other
      Answer again = browser.go(landing); // the one
      Answer stolen = thief.ask(landing); // the other

      assertThat(landed.status()).isEqualTo(303);
      assertThat(landed.header("Location")).isEqualTo("/account");
      assertThat(again.status()).isEqualTo(303);
      assertThat(stolen.code()).isEqualTo("state_mismatch");
      assertThat(thief.ask(landing).code()).isEqualTo("state_mismatch"); // the one
      assertThat(exchanges()).isEqualTo(round + 1);
      browser.ask("/nowhere"); // so that the next round begins on the other
    }
  }

  @Test
  void two_tabs_over_two_replicas() {
    proxy.serve(List.of(replica(key), replica(key)));
    String one = browser.begin("WX", "web", "/one");
    String two = browser.begin("WX", "web", "/two");

    assertThat(browser.go(callback(two)).header("Location")).isEqualTo("/two");
    assertThat(browser.go(callback(one)).header("Location")).isEqualTo("/one");
  }

  @Test
  void a_restart_of_everything_in_between_is_not_noticed() {
    proxy.serve(List.of(replica(key)));
    String state = browser.begin("WX", "web", "/account");
    String finished = browser.begin("WX", "web", "/account");
    Browser thief = browser.copy();
    String landing = callback(finished);
    browser.go(landing);

    running.forEach(EmbeddedReplica::close);
    proxy.serve(List.of(replica(key)));

    assertThat(browser.go(callback(state)).status()).isEqualTo(303);
    assertThat(thief.ask(landing).code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(2);
  }

  @Test
  void a_key_that_is_being_replaced_still_opens_what_it_sealed() {
    proxy.serve(List.of(replica(key)));
    String state = browser.begin("WX", "web", "/account");
    String late = browser.begin("WX", "web", "/account");

    proxy.serve(List.of(replica(nextKey, key)));
    assertThat(browser.go(callback(state)).status()).isEqualTo(303);

    proxy.serve(List.of(replica(nextKey)));
    assertThat(browser.ask(callback(late)).code()).isEqualTo("state_mismatch");
    assertThat(exchanges()).isEqualTo(1);
  }

  private int replica(Path... keys) {
    WeChatSimulator weChat = WECHAT.simulator();
    EmbeddedReplica replica =
        EmbeddedReplica.start(
            Map.of(
                "gatehouse.public-url",
                "http://127.0.0.1:" + proxy.port(),
                "gatehouse.session.signing-keys",
                Stream.of(keys).map(Path::toString).collect(Collectors.joining(",")),
                "gatehouse.wechat.api-base-url",
                weChat.baseUrl().toString(),
                "gatehouse.wechat.apps.web.id",
                weChat.appId("web"),
                "gatehouse.wechat.apps.web.secret",
                weChat.secret("web"),
                "spring.datasource.url",
                database + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE"));
    running.add(replica);
    return replica.port();
  }

  private static String callback(String state) {
    return "/v1/logins/WX/callback?state="
        + state
        + "&code="
        + WECHAT.simulator().codeFor("xiaoming", "web");
  }

  private static long exchanges() {
    return WECHAT.simulator().calls().stream()
        .filter(call -> call.endpoint() == WeChatEndpoint.ACCESS_TOKEN)
        .count();
  }
}
