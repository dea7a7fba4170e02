package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Where registration is closed, an unknown number opens nothing. */
@TestPropertySource(properties = "gatehouse.registration.mode=closed")
class PhoneClosedTest extends PhoneSetting {

  @Autowired private DataSource database;

  @Test
  void the_right_code_of_an_unknown_number_registers_no_user() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    enter(page, SMS.simulator().latestCode("+86" + number));

    assertThat(page.locator("#phone-code-error")).containsText("注册");
    Visitor.inspect(page, "phone-closed-zh");
    Assertions.assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from `user`")
                .query(Long.class)
                .single())
        .isZero();
    visitor.hasHeardNothingBut("status of 403");
  }
}
