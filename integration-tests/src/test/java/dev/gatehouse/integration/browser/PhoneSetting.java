package dev.gatehouse.integration.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with login by phone; each test has a number of its own. */
abstract class PhoneSetting extends SignInSetting {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String number = "137%08d".formatted(NUMBERS.incrementAndGet());

  @DynamicPropertySource
  static void phone(DynamicPropertyRegistry properties) {
    properties.add("gatehouse.phone.gateway", () -> "http");
    properties.add("gatehouse.phone.budget.per-day", () -> 1000);
    properties.add("gatehouse.phone.regions", () -> "CN,HK");
    // All of these tests come from one address.
    properties.add("gatehouse.phone.limits.address", () -> "10/1m");
    properties.add("gatehouse.phone.limits.address-numbers", () -> "1000/1m");
    SMS.simulator().settings().forEach((name, value) -> properties.add(name, () -> value));
  }

  /** Has a code sent. */
  void send(Page page) {
    page.waitForLoadState();
    number(page).fill(number);
    page.locator(".side").click();
  }

  /** Signs in with a code. */
  static void enter(Page page, String text) {
    code(page).fill(text);
    page.locator("form.phone .main").click();
  }

  static Locator number(Page page) {
    return page.locator("#phone-number");
  }

  static Locator code(Page page) {
    return page.locator("#phone-code");
  }
}
