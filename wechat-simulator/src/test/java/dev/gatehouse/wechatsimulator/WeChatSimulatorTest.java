package dev.gatehouse.wechatsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.UnionIdDisclosure;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WeChatSimulatorTest {

  @Test
  void it_listens_on_the_loopback_address_only() throws Exception {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      int port = simulator.baseUrl().getPort();

      assertThat(simulator.baseUrl()).hasScheme("http").hasHost("127.0.0.1").hasPath("");
      assertThat(otherAddresses())
          .allSatisfy(address ->
              assertThatThrownBy(() -> new Socket(address, port).close())
                  .isInstanceOf(ConnectException.class));
    }
  }

  @Test
  void it_starts_with_a_website_app_and_a_mobile_app() {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      assertThat(simulator.appId("web")).isEqualTo("wxsimulatedweb00001");
      assertThat(simulator.secret("web")).isEqualTo("simulated-web-secret-0123456789ab");
      assertThat(simulator.appId("app")).isEqualTo("wxsimulatedapp00001");
      assertThat(simulator.secret("app")).isEqualTo("simulated-app-secret-0123456789ab");
    }
  }

  /** Written out, because a change would make every user of a trial database a new person. */
  @Test
  void people_keep_their_identifiers_over_restarts_and_versions() {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      assertThat(simulator.openId("xiaoming", "app")).isEqualTo("owS_T7JaZvWycOyuGqp_QMaOVEFy");
      assertThat(simulator.unionId("xiaoming")).isEqualTo("owIJDWNfL0aD7Wza6m15OxgQ1ckM");
    }
  }

  @Test
  void identifiers_look_like_wechats_and_differ_from_person_to_person() {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      assertThat(SamplePeople.all())
          .extracting(person -> simulator.openId(person.key(), "app"))
          .doesNotHaveDuplicates()
          .allMatch(openId -> openId.matches("o[0-9A-Za-z_-]{27}"));
      assertThat(SamplePeople.all())
          .extracting(person -> simulator.unionId(person.key()))
          .doesNotHaveDuplicates()
          .allMatch(unionId -> unionId.matches("o[0-9A-Za-z_-]{27}"));
    }
  }

  @Test
  void a_test_can_bring_its_own_people_and_apps() {
    try (WeChatSimulator simulator =
        WeChatSimulator.builder()
            .person(Person.named("zoe", "Zoë"))
            .websiteApp("shop", "wxshop", "shop-secret")
            .mobileApp("app", "wxother", "other-secret")
            .start()) {
      TestClient client = new TestClient(simulator);
      simulator.addPerson(new Person("xiaoming", "大明", "", UnionIdDisclosure.NOWHERE));

      assertThat(
              client.exchange(simulator.codeFor("zoe", "shop"), "shop").get("scope").stringValue())
          .isEqualTo("snsapi_login");
      assertThat(simulator.appId("app")).isEqualTo("wxother");
      assertThat(client.userInfoOf("xiaoming").get("nickname").stringValue()).isEqualTo("大明");
    }
  }

  @Test
  void a_reset_brings_back_the_state_of_the_start() {
    try (WeChatSimulator simulator =
        WeChatSimulator.builder().person(Person.named("zoe", "Zoë")).start()) {
      TestClient client = new TestClient(simulator);
      String code = simulator.codeFor("xiaoming", "app");
      String accessToken =
          client
              .exchange(simulator.codeFor("lilei", "app"), "app")
              .get("access_token")
              .stringValue();
      simulator.addPerson(Person.named("yann", "Yann"));

      simulator.reset();

      assertThat(simulator.calls()).isEmpty();
      assertThat(client.exchange(code, "app").get("errcode").intValue()).isEqualTo(40029);
      assertThat(
              client
                  .userInfo(accessToken, simulator.openId("lilei", "app"))
                  .get("errcode")
                  .intValue())
          .isEqualTo(40014);
      assertThat(simulator.unionId("zoe")).isNotEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> simulator.unionId("yann"));
    }
  }

  @Test
  void unknown_names_are_refused_with_those_that_are_known() {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> simulator.codeFor("bob", "app"))
          .withMessageStartingWith("unknown person \"bob\"; the simulator knows: xiaoming, lilei");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> simulator.codeFor("lilei", "fax"))
          .withMessage("unknown channel \"fax\"; the simulator knows: web, app, h5, mini");
    }
  }

  @Test
  void after_close_the_port_is_free_and_a_second_close_is_harmless() {
    WeChatSimulator simulator = WeChatSimulator.start(0);
    TestClient client = new TestClient(simulator);
    client.get("/");

    simulator.close();
    simulator.close();

    assertThatThrownBy(() -> client.get("/")).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void a_port_in_use_is_refused_with_its_number() {
    try (WeChatSimulator first = WeChatSimulator.start(0)) {
      int port = first.baseUrl().getPort();

      assertThatThrownBy(() -> WeChatSimulator.start(port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void values_that_make_no_sense_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Person.named("Xiao Ming", "小明"))
        .withMessageContaining("key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeChatSimulator.builder().port(65536))
        .withMessageContaining("port");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeChatSimulator.builder().mobileApp("app", " ", "secret"))
        .withMessageContaining("appId");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            WeChatSimulator.builder().mobileApp("shop", "wxsimulatedweb00001", "secret").start())
        .withMessageContaining("appId");
  }

  private static List<InetAddress> otherAddresses() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }
}
