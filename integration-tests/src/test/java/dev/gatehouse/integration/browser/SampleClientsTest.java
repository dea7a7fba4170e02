package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The samples for mini programs, uni-app and pages inside WeChat do what they say. */
class SampleClientsTest extends SignInSetting {

  private static final Path EXAMPLES = Path.of("..", "examples");

  /**
   * The mini program's own functions as far as the sample uses them. {@code requests} counts the
   * calls.
   */
  private static final String WX =
      """
      const stored = {};
      let requests = 0;
      const wx = {
        login: ({success}) => success({code: codes.shift()}),
        setStorageSync: (key, value) => { stored[key] = value; },
        getStorageSync: (key) => stored[key] || '',
        request: ({url, method, header, data, success, fail}) => {
          requests++;
          fetch(url, {method, headers: header, body: JSON.stringify(data)})
            .then(async (response) => {
              const text = await response.text();
              const json = response.headers.get('Content-Type') === 'application/json';
              success({statusCode: response.status, data: json ? JSON.parse(text) : text});
            })
            .catch((error) => fail({errMsg: String(error)}));
        },
      };
      """;

  @DynamicPropertySource
  static void miniProgram(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.apps.mini.id", () -> weChat.appId("mini"));
    properties.add("gatehouse.wechat.apps.mini.secret", () -> weChat.secret("mini"));
  }

  @Test
  void the_mini_program_logs_in_and_keeps_its_session() throws IOException {
    WeChatSimulator weChat = WECHAT.simulator();
    Page page = open(BROWSER.visitor("zh-CN"));

    Object result =
        page.evaluate(
            program(
                """
                await onLogin();
                const name = data.name;
                const first = await gatehouse.freshAccessToken();
                return [name, data.message, first.split('.').length, requests];
                """),
            List.of(weChat.codeFor("xiaoming", "mini")));

    Assertions.assertThat(result).isEqualTo(List.of("用户", "", 3, 2));
  }

  @Test
  void the_mini_program_shows_why_a_login_failed() throws IOException {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    Object result =
        page.evaluate(
            program("await onLogin(); return [data.name, data.message, data.busy];"),
            List.of("0a1B2c3D4e5F6g7H"));

    Assertions.assertThat(result).isEqualTo(List.of("", "微信授权码错误、已使用或已过期，请重新登录。", false));
    visitor.hasHeardNothingBut("status of 401");
  }

  @Test
  void the_file_for_uni_app_logs_in_and_says_why_a_login_failed() throws IOException {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);
    String login =
        Files.readString(EXAMPLES.resolve("uni-app/login.js"))
            .replace("https://login.example.com", home().substring(0, home().length() - 1))
            .replace("export ", "");

    Object result =
        page.evaluate(
            """
            async (codes) => {
              const uni = {
                getSystemInfoSync: () => ({uniPlatform: 'mp-weixin'}),
                login: async () => ({code: codes.shift()}),
                request: async ({url, method, data}) => {
                  const headers = {'Content-Type': 'application/json'};
                  const answer = await fetch(url, {method, headers, body: JSON.stringify(data)});
                  return {statusCode: answer.status, data: await answer.json()};
                },
              };
              %s
              const {user, session} = await login();
              const failure = await login().catch((error) => error.code);
              return [typeof user.sub, typeof session.refreshToken, failure];
            }
            """
                .formatted(login),
            List.of(WECHAT.simulator().codeFor("xiaoming", "mini"), "0a1B2c3D4e5F6g7H"));

    Assertions.assertThat(result).isEqualTo(List.of("string", "string", "credential_rejected"));
    visitor.hasHeardNothingBut("status of 401");
  }

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (Linux; Android 16) Mobile MicroMessenger/8.0.61, channel=h5, 微信登录",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36, channel=web, 微信扫码登录"
  })
  void the_page_shows_a_link_for_the_browser(String userAgent, String channel, String text) {
    Page page = ownPage(userAgent);

    assertThat(page).hasURL("https://shop.example/");
    assertThat(page.locator("#sign-in")).hasText(text);
    Assertions.assertThat(page.locator("#sign-in").getAttribute("href"))
        .startsWith("https://login.example.com/v1/logins/WX/start?")
        .contains(channel, "returnTo=https%3A%2F%2Fshop.example%2F");
  }

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1",
    "Mozilla/5.0 (iPhone) wxwork/4.1.0 MicroMessenger/7.0.1"
  })
  void the_page_says_where_to_go_if_no_channel_works(String userAgent) {
    Page page = ownPage(userAgent);

    assertThat(page.locator("#sign-in")).isHidden();
    assertThat(page.locator("#elsewhere")).isVisible();
  }

  /** The modules of the mini program around these statements, as one function of the codes. */
  private String program(String statements) throws IOException {
    String gatehouse =
        Files.readString(EXAMPLES.resolve("mini-program/gatehouse.js"))
            .replace("https://login.example.com", home().substring(0, home().length() - 1));
    String login = Files.readString(EXAMPLES.resolve("mini-program/pages/login/login.js"));
    return """
    async (codes) => {
      %s
      const module = {};
      {
        %s
      }
      const gatehouse = module.exports;
      const require = () => gatehouse;
      let page;
      const Page = (definition) => { page = definition; };
      {
        %s
      }
      const data = page.data;
      page.setData = (changes) => Object.assign(data, changes);
      const onLogin = () => page.onLogin();
      %s
    }
    """
        .formatted(WX, gatehouse, login, statements);
  }

  private static Page ownPage(String userAgent) {
    Page page = BROWSER.visitor(new NewContextOptions().setUserAgent(userAgent)).tab();
    Map<String, String> files =
        Map.of(
            "https://shop.example/", "index.html", "https://shop.example/sign-in.js", "sign-in.js");
    page.route(
        "https://shop.example/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setPath(
                        EXAMPLES
                            .resolve("h5")
                            .resolve(files.getOrDefault(route.request().url(), "index.html")))));
    page.navigate("https://shop.example/");
    return page;
  }
}
