package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in with a phone number on the page, beside WeChat. */
@Import(SettableTime.class)
class SignInByPhoneTest extends PhoneSetting {

  private static final String ANDROID =
      "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";

  /** A script as Turnstile's, and the call that checks its answers. */
  private static final HttpServer CHECKER = checker();

  private final String person = "p" + UUID.randomUUID();

  @DynamicPropertySource
  static void humanCheck(DynamicPropertyRegistry properties) {
    String checker = "http://127.0.0.1:" + CHECKER.getAddress().getPort();
    properties.add("gatehouse.phone.human-check.when", () -> "suspicion");
    properties.add("gatehouse.phone.human-check.provider", () -> "turnstile");
    properties.add("gatehouse.phone.human-check.url", () -> checker + "/siteverify");
    properties.add("gatehouse.phone.human-check.script-url", () -> checker + "/api.js");
    properties.add("gatehouse.phone.human-check.site-key", () -> "site-key");
    properties.add("gatehouse.phone.human-check.secret", () -> "secret");
  }

  @AfterAll
  static void stopChecker() {
    CHECKER.stop(0);
  }

  @Test
  void a_person_registers_with_the_code_that_arrives() {
    Page page = open(BROWSER.visitor("zh-CN"));
    assertThat(link(page, CHINESE_LINK)).isVisible();
    assertThat(code(page)).hasAttribute("autocomplete", "one-time-code");
    Visitor.inspect(page, "phone-zh");

    send(page);
    assertThat(page.locator("#phone-code-error")).hasText("验证码已发送，5 分钟内有效。");
    assertThat(page.locator(".side")).isDisabled();
    assertThat(page.locator(".side")).hasText(Pattern.compile("\\d+ 秒后重发"));
    assertThat(code(page)).isFocused();
    Visitor.inspect(page, "phone-sent-zh");
    enter(page, SMS.simulator().latestCode("+86" + number));

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("用户");
    assertThat(page.locator("#account")).containsText("手机号");
    Assertions.assertThat(page.context().cookies())
        .anyMatch(cookie -> cookie.name.contains("session") && cookie.httpOnly);
  }

  @Test
  void a_keyboard_is_enough() {
    Page page = open(BROWSER.visitor("en-US"));

    number(page).focus();
    page.keyboard().type(number);
    page.keyboard().press("Tab");
    assertThat(code(page)).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#phone-code-error")).containsText("The code was sent.");
    assertThat(code(page)).isFocused();
    page.keyboard().type(SMS.simulator().latestCode("+86" + number));
    page.keyboard().press("Enter");

    assertThat(page).hasTitle("Signed in · Gatehouse");
    assertThat(page.locator("#account")).containsText("Phone");
  }

  @Test
  void a_wrong_code_and_an_expired_code_are_told_beside_the_field() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);
    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("The code was sent.");
    String sent = SMS.simulator().latestCode("+86" + number);

    enter(page, sent.equals("000000") ? "000001" : "000000");
    assertThat(page.locator("#phone-code-error")).containsText("wrong, used or expired");
    assertThat(code(page)).hasAttribute("aria-invalid", "true");
    assertThat(code(page)).isFocused();
    Visitor.inspect(page, "phone-wrong-en");
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));
    enter(page, sent);

    assertThat(page.locator("#phone-code-error")).containsText("wrong, used or expired");
    visitor.hasHeardNothingBut("status of 401");
  }

  @Test
  void what_is_missing_or_wrong_is_told_beside_its_field() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    page.locator(".side").click();
    assertThat(page.locator("#phone-number-error")).hasText("请输入手机号。");
    assertThat(number(page)).isFocused();
    number(page).fill("12345");
    page.locator(".side").click();
    assertThat(page.locator("#phone-number-error")).hasText("请输入正确的手机号。");
    visitor.hasHeardNothingBut("status of 400");
    number(page).fill("+447400123456");
    page.locator(".side").click();
    assertThat(page.locator("#phone-number-error")).containsText("暂不支持");
    visitor.hasHeardNothingBut("status of 400");
    Visitor.inspect(page, "phone-bad-number-zh");
    number(page).fill(number);
    button(page, "登录 / 注册").click();

    assertThat(page.locator("#phone-number-error")).isEmpty();
    assertThat(page.locator("#phone-code-error")).hasText("请先获取验证码。");
  }

  @Test
  void a_code_can_be_asked_for_again_after_the_countdown() {
    Page page = BROWSER.visitor("en-US").tab();
    page.clock().install();
    page.navigate(home());
    send(page);
    assertThat(page.locator(".side")).hasText(Pattern.compile("Again in \\d+ s"));

    page.clock().fastForward("01:01");
    SettableTime.CLOCK.advance(Duration.ofSeconds(61));
    assertThat(page.locator(".side")).hasText("Send again");
    page.locator(".side").click();

    assertThat(page.locator(".side")).hasText(Pattern.compile("Again in \\d+ s"));
    Assertions.assertThat(SMS.simulator().inbox("+86" + number)).hasSize(2);
    enter(page, SMS.simulator().latestCode("+86" + number));
    assertThat(page).hasTitle("Signed in · Gatehouse");
  }

  @Test
  void a_second_code_within_a_minute_is_refused_with_the_time_to_wait() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page first = open(visitor);
    send(first);
    assertThat(first.locator("#phone-code-error")).containsText("已发送");
    Page second = open(visitor);

    send(second);

    assertThat(second.locator("#phone-code-error")).containsText("过于频繁");
    assertThat(second.locator(".side")).isDisabled();
    assertThat(second.locator(".side")).hasText(Pattern.compile("\\d+ 秒后重发"));
    visitor.hasHeardNothingBut("status of 429");
  }

  @Test
  void a_gateway_that_sends_nothing_is_told() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);
    SMS.simulator().onNextCall(Fault.error("401"));

    send(page);

    assertThat(page.locator("#phone-code-error")).containsText("短信");
    assertThat(page.locator(".side")).isEnabled();
    visitor.hasHeardNothingBut("status of 50");
  }

  @Test
  void on_a_phone_outside_wechat_the_form_comes_first() {
    Page page =
        open(
            BROWSER.visitor(
                new NewContextOptions()
                    .setLocale("zh-CN")
                    .setViewportSize(320, 640)
                    .setHasTouch(true)
                    .setIsMobile(true)
                    .setColorScheme(ColorScheme.DARK)
                    .setUserAgent(ANDROID)));

    assertThat(number(page)).isInViewport();
    assertThat(link(page, CHINESE_LINK)).hasCount(0);
    assertThat(page.locator(".note")).containsText("请在电脑上打开本页");
    Assertions.assertThat(number(page).boundingBox().y)
        .isLessThan(page.locator(".note").boundingBox().y);
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    Visitor.inspect(page, "phone-dark-320");
  }

  @Test
  void nothing_moves_when_an_error_appears() {
    Page page = open(BROWSER.visitor("zh-CN"));
    double before = button(page, "登录 / 注册").boundingBox().y;

    button(page, "登录 / 注册").click();

    assertThat(page.locator("#phone-number-error")).isVisible();
    Assertions.assertThat(button(page, "登录 / 注册").boundingBox().y).isEqualTo(before);
  }

  @Test
  void the_browser_goes_where_it_was_sent_from() {
    Page page = BROWSER.visitor("en-US").tab();
    page.navigate(home() + "?returnTo=%2Ferrors%3Flang%3Den");

    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("The code was sent.");
    enter(page, SMS.simulator().latestCode("+86" + number));

    assertThat(page).hasURL(home() + "errors?lang=en");
  }

  @Test
  void a_wechat_user_links_the_number_and_confirms_with_it() {
    Page page = open(BROWSER.visitor("zh-CN"));
    signIn(page, CHINESE_LINK);
    String id = page.locator("#user-id").innerText();

    page.locator("#account summary").getByText("手机号").click();
    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    Visitor.inspect(page, "phone-link-zh");
    enter(page, SMS.simulator().latestCode("+86" + number));
    assertThat(page.locator("#account li")).hasCount(2);
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));
    page.reload();
    assertThat(page.locator("#account")).containsText("请先确认身份");
    page.locator("#account summary").getByText("手机号").click();
    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    enter(page, SMS.simulator().latestCode("+86" + number));

    assertThat(page.locator("#account")).containsText("注销账号");
    assertThat(page.locator("#user-id")).hasText(id);
    page.locator("#account li")
        .filter(new Locator.FilterOptions().setHasText("手机号"))
        .locator("summary")
        .click();
    page.locator("#account li")
        .filter(new Locator.FilterOptions().setHasText("手机号"))
        .locator("button")
        .click();
    assertThat(page.locator("#account li")).hasCount(1);
  }

  /** SEC-09: the origin of the challenge is in the policy because the settings name it. */
  @Test
  void beyond_the_limit_of_an_address_a_challenge_comes_first() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);
    for (int i = 0; i < 10; i++) {
      Assertions.assertThat(ask("136%08d".formatted(i)).statusCode()).isIn(200, 403, 429);
    }

    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("人机验证");
    Visitor.inspect(page, "phone-challenge-zh");
    button(page, "I am human").click();

    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    Assertions.assertThat(SMS.simulator().inbox("+86" + number)).hasSize(1);
    visitor.hasHeardNothingBut("status of 403");
    SettableTime.CLOCK.advance(Duration.ofMinutes(2));
  }

  /** SEC-26. */
  @Test
  void a_page_of_another_site_gets_no_cookie() {
    HttpResponse<String> foreign = login("https://evil.example");
    HttpResponse<String> own = login(home().substring(0, home().length() - 1));

    Assertions.assertThat(foreign.statusCode()).isEqualTo(403);
    Assertions.assertThat(foreign.headers().firstValue("Set-Cookie")).isEmpty();
    Assertions.assertThat(own.statusCode()).isEqualTo(201);
    Assertions.assertThat(own.headers().firstValue("Set-Cookie")).isPresent();
    Assertions.assertThat(own.body()).contains("accessToken").doesNotContain("refreshToken");
  }

  /** Reference, section 11.1; SEC-83. */
  @Test
  void the_new_owner_of_a_number_is_asked_and_registers_an_account_of_its_own() {
    String before = accountWithBoth();
    SettableTime.CLOCK.advance(Duration.ofDays(91));
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    enter(page, SMS.simulator().latestCode("+86" + number));
    assertThat(page.locator("h1:visible")).hasText("这是你的账号吗？");
    Assertions.assertThat(page.content()).doesNotContain("阿明");
    Visitor.inspect(page, "phone-dormant-zh");
    button(page, "不是我的账号，注册新账号").click();

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-id")).not().hasText(before);
    assertThat(page.locator("#account li")).hasCount(1);
    visitor.hasHeardNothingBut("status of 403");
    Page owner = open(BROWSER.visitor("zh-CN"));
    link(owner, CHINESE_LINK).click();
    confirm(owner, person);
    assertThat(owner.locator("#user-id")).hasText(before);
    assertThat(owner.locator("#account")).not().containsText("手机号 +86");
  }

  /** Reference, section 11.1; SEC-83. */
  @Test
  void the_owner_of_a_number_unused_for_long_shows_it_by_the_other_login_method() {
    String before = accountWithBoth();
    SettableTime.CLOCK.advance(Duration.ofDays(91));
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);

    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("The code was sent.");
    enter(page, SMS.simulator().latestCode("+86" + number));
    assertThat(page.locator("h1:visible")).hasText("Is this account yours?");
    Visitor.inspect(page, "phone-dormant-en");
    link(page, ENGLISH_LINK).click();
    confirm(page, person);
    assertThat(page.locator("#account")).hasText("阿明");
    page.locator("button[value=link]").click();

    assertThat(page.locator("#user-id")).hasText(before);
    visitor.hasHeardNothingBut("status of 403");
    Page again = open(BROWSER.visitor("en-US"));
    SettableTime.CLOCK.advance(Duration.ofMinutes(2));
    send(again);
    assertThat(again.locator("#phone-code-error")).containsText("The code was sent.");
    enter(again, SMS.simulator().latestCode("+86" + number));
    assertThat(again.locator("#user-id")).hasText(before);
  }

  /** A user with WeChat and the number; the id. */
  private String accountWithBoth() {
    WECHAT.simulator().addPerson(Person.named(person, "阿明"));
    Page page = open(BROWSER.visitor("zh-CN"));
    link(page, CHINESE_LINK).click();
    confirm(page, person);
    page.locator("#account summary").getByText("手机号").click();
    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    enter(page, SMS.simulator().latestCode("+86" + number));
    assertThat(page.locator("#account li")).hasCount(2);
    return page.locator("#user-id").innerText();
  }

  private HttpResponse<String> login(String origin) {
    SettableTime.CLOCK.advance(Duration.ofMinutes(2));
    String challenge =
        Objects.requireNonNull(ask(number).body())
            .replaceAll(".*\"challenge\":\"([^\"]+)\".*", "$1");
    return post(
        "v1/logins",
        origin,
        "{\"method\":\"P\",\"session\":\"cookie\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
            .formatted(number, SMS.simulator().latestCode("+86" + number), challenge));
  }

  private HttpResponse<String> ask(String phone) {
    return post(
        "v1/logins/P/codes",
        home().substring(0, home().length() - 1),
        "{\"phone\":\"%s\"}".formatted(phone));
  }

  private HttpResponse<String> post(String path, String origin, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(home() + path))
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpServer checker() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/api.js",
          exchange ->
              answer(
                  exchange,
                  "text/javascript",
                  """
                  window.turnstile = {
                    render(place, options) {
                      const button = document.createElement("button");
                      button.type = "button";
                      button.textContent = "I am human";
                      button.addEventListener("click", () => options.callback("passed"));
                      place.append(button);
                    },
                  };
                  """));
      server.createContext(
          "/siteverify",
          exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(
                exchange,
                "application/json",
                "{\"success\":" + form.contains("response=passed") + "}");
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
