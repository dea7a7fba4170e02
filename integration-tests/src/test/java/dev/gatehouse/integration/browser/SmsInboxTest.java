package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.smssimulator.SmsSimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of the SMS simulator. */
@Tag("browser")
class SmsInboxTest {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private final int port = FreePort.next();
  private SmsSimulator simulator = new SmsSimulator(port);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_message_appears_on_the_open_page_in_the_language_that_was_chosen() throws Exception {
    Page page = BROWSER.visitor("zh-CN").tab();
    page.navigate(simulator.url().toString());
    assertThat(page.locator("#messages")).hasText("还没有短信。");
    Visitor.inspect(page, "sms-empty-zh");

    send("13800138000", "123456");
    assertThat(page.locator(".code")).hasText("123456");
    Visitor.inspect(page, "sms-zh");
    page.locator("#language").click();

    assertThat(page.locator("h1")).hasText("SMS simulator");
    send("13800138000", "654321");
    assertThat(page.locator(".code").first()).hasText("654321");
    assertThat(page.locator("#messages")).containsText("HTTP gateway");
    Visitor.inspect(page, "sms-en");
  }

  @Test
  void the_page_fits_a_small_phone_and_is_dark_where_the_system_is() throws Exception {
    send("13800138000", "123456".repeat(10));
    Page page =
        BROWSER
            .visitor(
                new Browser.NewContextOptions()
                    .setViewportSize(320, 640)
                    .setColorScheme(ColorScheme.DARK))
            .tab();

    page.navigate(simulator.url().toString());

    assertThat(page.locator("body")).hasCSS("background-color", "rgb(24, 24, 24)");
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    Visitor.inspect(page, "sms-dark-320");
  }

  @Test
  void the_page_keeps_its_messages_while_the_simulator_is_stopped_and_goes_on_afterwards()
      throws Exception {
    send("13800138000", "123456");
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = visitor.tab();
    page.navigate(simulator.url().toString());
    assertThat(page.locator("#stopped")).isHidden();

    simulator.close();

    assertThat(page.locator("#stopped")).isVisible();
    assertThat(page.locator("#stopped")).containsText("短信模拟器已停止");
    assertThat(page.locator(".code")).hasText("123456");
    Visitor.inspect(page, "sms-stopped-zh");
    simulator = new SmsSimulator(port);
    send("13800138000", "654321");
    assertThat(page.locator(".code")).hasText("654321");
    assertThat(page.locator("#stopped")).isHidden();
    page.close();
    visitor.hasHeardNothingBut("ERR_");
  }

  private void send(String number, String code) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(simulator.url().resolve("/http"))
            .header(
                "Authorization",
                "Bearer "
                    + Objects.requireNonNull(
                        simulator.settings().get("gatehouse.phone.http.token")))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"to\":\"+86%s\",\"purpose\":\"login\",\"variables\":{\"code\":\"%s\"},\"reference\":\"r1\"}"
                        .formatted(number, code)))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Assertions.assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(202);
    }
  }
}
