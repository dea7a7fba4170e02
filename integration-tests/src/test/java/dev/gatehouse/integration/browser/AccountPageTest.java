package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A person who is asked at the first sign-in, and who changes the account on the page. */
@TestPropertySource(properties = "gatehouse.registration.mode=ask")
@Import(SettableTime.class)
class AccountPageTest extends SignInSetting {

  private static final String NEW = "我是新用户，立即注册";

  private final String owner = "p" + UUID.randomUUID();
  private final String second = "q" + UUID.randomUUID();

  @BeforeEach
  void addPersons() {
    WECHAT.simulator().addPerson(Person.named(owner, "阿明"));
    WECHAT.simulator().addPerson(Person.named(second, "阿明的第二个微信"));
  }

  @Test
  void a_person_who_is_new_registers_without_a_script() {
    Page page =
        open(
            BROWSER.visitor(
                new Browser.NewContextOptions().setLocale("zh-CN").setJavaScriptEnabled(false)));
    link(page, CHINESE_LINK).click();
    confirm(page, owner);

    assertThat(page.locator("h1:visible")).hasText("首次登录");
    leave(page, button(page, NEW));

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("阿明");
  }

  @Test
  void a_person_with_an_account_signs_in_and_links_the_new_way() {
    Page page = open(BROWSER.visitor("zh-CN"));
    register(page, owner);
    String id = page.locator("#user-id").innerText();
    signOut(page);
    link(page, CHINESE_LINK).click();
    confirm(page, second);
    Visitor.inspect(page, "registration-zh");

    link(page, CHINESE_LINK).click();
    confirm(page, owner);
    assertThat(page.locator("#account")).hasText("阿明");
    Visitor.inspect(page, "registration-link-zh");
    leave(page, button(page, "绑定"));

    assertThat(page.locator("#user-id")).hasText(id);
    assertThat(methods(page)).hasCount(2);
  }

  @Test
  void a_user_links_and_unlinks_on_the_page() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);
    register(page, owner);
    assertThat(methods(page)).hasText(Pattern.compile("微信.*当前登录.*最近使用.*", Pattern.DOTALL));
    Visitor.inspect(page, "account-zh");

    link(page, "微信").click();
    confirm(page, second);
    leave(page, button(page, "绑定"));
    assertThat(methods(page)).hasCount(2);
    ask(methods(page).nth(1), "解除绑定");

    assertThat(methods(page)).hasCount(1);
    ask(methods(page).first(), "解除绑定");
    assertThat(page.locator("#status")).containsText("请先绑定");
    visitor.hasHeardNothingBut("status of 409");
  }

  @Test
  void after_a_while_the_page_asks_for_a_confirmation_first() {
    Page page = open(BROWSER.visitor(new Browser.NewContextOptions().setLocale("en-US")));
    link(page, ENGLISH_LINK).click();
    confirm(page, owner);
    leave(page, button(page, "I am new: register"));
    assertThat(page.locator("#user-name")).hasText("阿明");
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));

    page.reload();
    assertThat(page.locator("#account")).containsText("first confirm that it is you");
    assertThat(page.locator("#account")).not().containsText("Unlink");
    Visitor.inspect(page, "account-confirm-en");
    link(page, "WeChat").click();
    confirm(page, owner);

    assertThat(page.locator("#account")).containsText("Close the account");
    Visitor.inspect(page, "account-en");
  }

  @Test
  void a_user_signs_out_everywhere() {
    Page page = open(BROWSER.visitor("zh-CN"));
    register(page, owner);
    Page elsewhere = open(BROWSER.visitor("zh-CN"));
    signIn(elsewhere, owner, CHINESE_LINK);

    ask(page.locator("#account"), "退出所有设备");

    assertThat(link(page, CHINESE_LINK)).isVisible();
    elsewhere.reload();
    assertThat(link(elsewhere, CHINESE_LINK)).isVisible();
  }

  /** SEC-82. */
  @Test
  void a_user_closes_the_account_and_keeps_it_after_all() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);
    register(page, owner);
    String id = page.locator("#user-id").innerText();

    ask(page.locator("#account"), "注销账号");
    assertThat(page.locator("#status")).hasText(Pattern.compile("账号将于 \\d{4}-\\d\\d-\\d\\d 注销.*"));
    page.navigate(home());
    link(page, CHINESE_LINK).click();
    confirm(page, owner);
    assertThat(page.locator("h1:visible")).hasText("账号正在注销");
    visitor.hasHeardNothingBut("status of 403");
    Visitor.inspect(page, "closing-zh");
    button(page, "撤销注销，保留账号").click();

    assertThat(page.locator("#user-id")).hasText(id);
  }

  private void register(Page page, String person) {
    link(page, CHINESE_LINK).click();
    confirm(page, person);
    leave(page, button(page, NEW));
    assertThat(page.locator("#user-name")).hasText("阿明");
  }

  private void signIn(Page page, String person, String link) {
    link(page, link).click();
    confirm(page, person);
    assertThat(page.locator("#user-name")).hasText("阿明");
  }

  private static void signOut(Page page) {
    page.locator("#sign-out").click();
    assertThat(link(page, CHINESE_LINK)).isVisible();
  }

  private static Locator methods(Page page) {
    return page.locator("#account li");
  }

  /** Opens a question and answers it. */
  private static void ask(Locator place, String what) {
    place.page().waitForLoadState();
    Locator question =
        place.locator("details").filter(new Locator.FilterOptions().setHasText(what)).first();
    question.locator("summary").click();
    question.locator("button").click();
  }
}
