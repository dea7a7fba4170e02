package dev.gatehouse.integration.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service as {@code bin/run} starts it: WeChat is the simulator, the database is H2. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
// The simulator lives as long as its test class.
@DirtiesContext
@Tag("browser")
abstract class SignInSetting {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();
  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  static final String CHINESE_LINK = "微信扫码登录";
  static final String ENGLISH_LINK = "Sign in with WeChat";

  @Value("${gatehouse.public-url}")
  private String home;

  /** The port must be known before the start: the provider has to send browsers back to it. */
  @DynamicPropertySource
  static void service(DynamicPropertyRegistry properties) {
    String port = Integer.toString(FreePort.next());
    properties.add("server.port", () -> port);
    properties.add("gatehouse.public-url", () -> "http://127.0.0.1:" + port + "${test.path:}");
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:" + port + ";DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.apps.web.id", () -> weChat.appId("web"));
    properties.add("gatehouse.wechat.apps.web.secret", () -> weChat.secret("web"));
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    properties.add("gatehouse.wechat.authorize-url", () -> weChat.baseUrl() + "/connect/qrconnect");
    properties.add(
        "gatehouse.wechat.embedded-script-url",
        () -> weChat.baseUrl() + "/connect/zh_CN/htmledition/js/wxLogin.js");
  }

  /** The address of the sign-in page. */
  String home() {
    return home + "/";
  }

  /** The sign-in page in a new tab. */
  Page open(Visitor visitor) {
    Page page = visitor.tab();
    page.navigate(home());
    return page;
  }

  /** Signs 小明 in, from the sign-in page on. */
  void signIn(Page page, String link) {
    link(page, link).click();
    confirm(page, "xiaoming");
    page.waitForURL(home());
  }

  /** Confirms as a person on the simulator's page, and waits for the page that comes next. */
  static void confirm(Page page, String person) {
    leave(page, page.locator("[data-person=" + person + "]"));
  }

  /**
   * Clicks a control that leads to another address, and waits until the page there has loaded: its
   * script does not answer a click before that.
   */
  static void leave(Page page, Locator control) {
    control.waitFor();
    String here = page.url();
    control.click();
    page.waitForURL(url -> !url.equals(here));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
