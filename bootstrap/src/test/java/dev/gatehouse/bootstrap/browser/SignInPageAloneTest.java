package dev.gatehouse.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a house without a login method that begins in a browser. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@Tag("browser")
class SignInPageAloneTest {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @LocalServerPort private int port;

  @Test
  void it_says_that_there_is_nothing_to_begin() {
    Page page = BROWSER.visitor("en-US").tab();

    page.navigate("http://127.0.0.1:" + port + "/");

    assertThat(page.locator("main")).containsText("No login method");
    Visitor.inspect(page, "nothing-installed");
  }
}
