package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Pages of another origin log a WeChat user in with the client libraries of npm: the sample with
 * oidc-client-ts, and openid-client as it comes.
 */
class PageElsewhereTest extends SignInSetting {

  private static final Path SAMPLE = Path.of("..", "examples", "vue-page");

  private static final Path PACKAGES = Path.of("src", "test", "resources", "npm");

  private static final HttpServer SITE = site();
  private static final String ORIGIN = "http://127.0.0.1:" + SITE.getAddress().getPort();
  private static final String PAGE = ORIGIN + "/page/";
  private static final String OTHER = ORIGIN + "/other/";

  private static volatile String issuer = "";

  private final List<String> refreshes = new CopyOnWriteArrayList<>();

  @DynamicPropertySource
  static void clients(DynamicPropertyRegistry properties) {
    properties.add("gatehouse.oidc.clients.page.redirect-uris", () -> PAGE);
    properties.add("gatehouse.oidc.clients.page.post-logout-redirect-uris", () -> PAGE);
    properties.add("gatehouse.oidc.clients.other.redirect-uris", () -> OTHER);
    for (String client : List.of("page", "other")) {
      properties.add(
          "gatehouse.oidc.clients." + client + ".scopes", () -> "openid,profile,offline_access");
    }
  }

  @BeforeEach
  void tellThePages() {
    issuer = home().substring(0, home().length() - 1);
  }

  @AfterAll
  static void stop() {
    SITE.stop(0);
  }

  @Test
  void the_sample_signs_in_calls_and_signs_out_from_another_origin() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = sample(visitor);

    button(page, "登录").click();
    link(page, CHINESE_LINK).click();
    confirm(page, "xiaoming");

    assertThat(page.locator("h1")).hasText("小明");
    assertThat(page).hasURL(PAGE);
    button(page, "查询用户 ID").click();
    assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("\\d+"));
    Visitor.inspect(page, "page-elsewhere");
    button(page, "退出登录").click();
    assertThat(page).hasURL(PAGE);
    assertThat(page.locator("h1")).hasText("未登录");
    page.navigate(home());
    assertThat(link(page, CHINESE_LINK)).isVisible();
    visitor.hasHeardNothing();
  }

  /** A refresh token works once. */
  @Test
  void several_tabs_of_the_sample_refresh_once_and_stay_signed_in() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = sample(visitor);
    button(page, "登录").click();
    link(page, CHINESE_LINK).click();
    confirm(page, "xiaoming");
    assertThat(page.locator("h1")).hasText("小明");
    Page tab = visitor.tab();
    tab.navigate(PAGE);
    assertThat(tab.locator("h1")).hasText("小明");
    Object first = page.evaluate("import('/page/page.js').then((page) => page.accessToken())");

    page.evaluate(
        """
        () => {
          const [name] = Object.keys(localStorage).filter((each) => each.startsWith("oidc.user:"));
          const user = JSON.parse(localStorage.getItem(name));
          localStorage.setItem(name, JSON.stringify({ ...user, expires_at: 1 }));
        }
        """);
    tab.waitForFunction(
        "Object.values(localStorage).some((each) => each.includes('expires_at\":1}'))");
    String begin =
        """
        () => {
          globalThis.token = import("/page/page.js").then((page) =>
            Promise.all([page.accessToken(), page.accessToken()]));
        }
        """;
    page.evaluate(begin);
    tab.evaluate(begin);
    Object here = page.evaluate("token");
    Object there = tab.evaluate("token");

    // Four calls. The storage of a tab may lag behind that of another one for a moment; then both
    // refresh, and the second refresh is answered as a repeat.
    Assertions.assertThat(refreshes).hasSizeBetween(1, 2);
    for (Object tokens : List.of(here, there)) {
      Assertions.assertThat(tokens)
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .hasSize(2)
          .doesNotContainNull()
          .doesNotContain(first);
    }
    for (Page each : List.of(page, tab)) {
      button(each, "查询用户 ID").click();
      assertThat(each.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("\\d+"));
    }
    visitor.hasHeardNothing();
  }

  @Test
  void openid_client_logs_in_refreshes_and_revokes() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    serve(visitor.context());
    Page page = visitor.tab();
    page.navigate(OTHER);

    Object authorize =
        page.evaluate(
            """
            async (issuer) => {
              const client = await import("/other/openid-client.js");
              const config = await client.discovery(new URL(issuer), "other", undefined, client.None(),
                { execute: [client.allowInsecureRequests] });
              const verifier = client.randomPKCECodeVerifier();
              const kept = { verifier, state: client.randomState(), nonce: client.randomNonce() };
              sessionStorage.setItem("kept", JSON.stringify(kept));
              return client.buildAuthorizationUrl(config, {
                redirect_uri: location.href,
                scope: "openid profile offline_access",
                code_challenge: await client.calculatePKCECodeChallenge(verifier),
                code_challenge_method: "S256",
                state: kept.state,
                nonce: kept.nonce,
              }).href;
            }
            """,
            issuer);
    page.navigate(authorize.toString());
    link(page, CHINESE_LINK).click();
    confirm(page, "xiaoming");
    page.waitForURL(OTHER + "?code=**");
    Object learned =
        page.evaluate(
            """
            async (issuer) => {
              const client = await import("/other/openid-client.js");
              const config = await client.discovery(new URL(issuer), "other", undefined, client.None(),
                { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] });
              const { verifier, state, nonce } = JSON.parse(sessionStorage.getItem("kept"));
              const tokens = await client.authorizationCodeGrant(config, new URL(location.href),
                { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce });
              const { sub, name, amr } = tokens.claims();
              const told = await client.fetchUserInfo(config, tokens.access_token, sub);
              const next = await client.refreshTokenGrant(config, tokens.refresh_token);
              await client.tokenRevocation(config, next.refresh_token);
              const late = await client.refreshTokenGrant(config, next.refresh_token)
                .then(() => "refreshed", (failure) => failure.error);
              return [name, amr, told.name, next.refresh_token !== tokens.refresh_token, late];
            }
            """,
            issuer);

    Assertions.assertThat(learned)
        .isEqualTo(List.of("小明", List.of("WX"), "小明", true, "invalid_grant"));
    visitor.hasHeardNothingBut("status of 400");
  }

  private Page sample(Visitor visitor) {
    serve(visitor.context());
    Page page = visitor.tab();
    page.navigate(PAGE);
    return page;
  }

  /** The CDN of the sample, and an ear for what it sends. */
  private void serve(BrowserContext context) {
    context.route(
        "https://cdn.jsdelivr.net/npm/**",
        route -> {
          String url = route.request().url();
          String file = url.substring(url.lastIndexOf('/') + 1);
          route.fulfill(
              new Route.FulfillOptions()
                  .setContentType("text/javascript;charset=UTF-8")
                  .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                  .setBody(
                      read(PACKAGES.resolve(file.equals("index.js") ? "jwt-decode.js" : file))));
        });
    context.onRequest(this::note);
  }

  private void note(Request request) {
    String body = request.postData();
    if (body != null && body.contains("grant_type=refresh_token")) {
      refreshes.add(body);
    }
  }

  private static HttpServer site() {
    try {
      HttpServer site =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      site.createContext("/page/", exchange -> answer(exchange, "/page/", SAMPLE));
      site.createContext("/other/", exchange -> answer(exchange, "/other/", PACKAGES));
      site.createContext("/favicon.ico", exchange -> exchange.sendResponseHeaders(204, -1));
      site.start();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, String context, Path folder)
      throws IOException {
    String name = exchange.getRequestURI().getPath().substring(context.length());
    Path file = folder.resolve(name.isEmpty() ? "index.html" : name);
    String text =
        Files.exists(file)
            ? read(file).replace("https://login.example.com", issuer)
            : "<!DOCTYPE html>";
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            (name.endsWith(".js") ? "text/javascript" : "text/html") + ";charset=UTF-8");
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
