package dev.gatehouse.application.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-08. */
class ReturnTargetsTest {

  private final ReturnTargets targets =
      new ReturnTargets(
          new Origin("https://own.example"),
          List.of(
              new Origin("https://shop.example"),
              new Origin("https://shop.example:8443"),
              new Origin("http://127.0.0.1:3000"),
              new Origin("https://xn--fiqs8s.example")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/account",
        "/account/",
        "/account?tab=orders&page=2",
        "/account?next=https%3A%2F%2Fevil.example%2F",
        "/account?next=//evil.example",
        "/search?q=100%25",
        "/#/account",
        "/a.b/.well-known/..hidden/~user;v=1/@me:x,y!$'()*+=&",
        "/%E8%B4%A6%E6%88%B7?q=%F0%9F%99%82%20x#%E6%9C%AB",
        "https://own.example",
        "https://own.example/account",
        "https://own.example?x=1",
        "https://shop.example",
        "https://shop.example/cart?x=1#y",
        "https://shop.example:8443/cart",
        "http://127.0.0.1:3000/",
        "https://xn--fiqs8s.example/",
        // The host ends at the first of these three, for every browser.
        "https://shop.example/@evil.example",
        "https://shop.example?@evil.example",
        "https://shop.example#@evil.example",
      })
  void a_path_of_ours_and_a_url_of_a_listed_origin_are_let_through(String target) {
    assertThat(targets.accept(target)).map(Object::toString).contains(target);
  }

  @ParameterizedTest
  @CsvSource({
    "/商品, /%E5%95%86%E5%93%81",
    "/🙂, /%F0%9F%99%82",
    "/s?q=手机#末, /s?q=%E6%89%8B%E6%9C%BA#%E6%9C%AB",
    "/s?q=手 机, /s?q=%E6%89%8B%20%E6%9C%BA",
    "/a?a[]=1, /a?a%5B%5D=1",
    "/{1}/[x]|^, /%7B1%7D/%5Bx%5D%7C%5E",
    "https://shop.example/商品?x=%20, https://shop.example/%E5%95%86%E5%93%81?x=%20",
  })
  void an_address_as_browsers_show_it_is_escaped_as_they_send_it(String shown, String sent) {
    assertThat(targets.accept(shown)).map(Object::toString).contains(sent);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://SHOP.EXAMPLE/Cart, https://shop.example/Cart",
    "https://Own.Example:443/x, https://own.example/x",
    "https://SHOP.example:8443, https://shop.example:8443",
  })
  void an_origin_is_compared_and_passed_on_as_browsers_read_it(String target, String normalized) {
    assertThat(targets.accept(target)).map(Object::toString).contains(normalized);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No target at all, or one that does not begin at a root.
        "",
        " ",
        "account",
        "./account",
        "../account",
        "?x=1",
        "#x",
        "@evil.example",
        ".evil.example",
        // Another host, in the ways in which browsers find one.
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https:own.example",
        "http:",
        "://evil.example",
        "https://evil.example",
        "https://evil.example/https://shop.example",
        "https://evil.example#https://shop.example",
        "https://evil.example?https://shop.example",
        "https://evil.example\\@shop.example",
        "https://evil.example\\.shop.example",
        // A host that looks like a listed one.
        "https://shop.example.evil.example",
        "https://evilshop.example",
        "https://www.shop.example",
        "https://shop.example.",
        "https://shop.example.:443",
        "https://shop%2eexample/",
        "https://shop.example%2eevil.example/",
        "https://shop.example%00.evil.example/",
        "https://shop.example%5c.evil.example/",
        "https://sh\u043ep.example/",
        "https://shop\u3002example/",
        "https://shop.example\u2044.evil.example/",
        "https://shop.example\uff0f.evil.example/",
        "https://中国.example/",
        "https://[::1]/",
        "http://2130706433:3000/",
        "http://0x7f.1:3000/",
        // A user name before the host.
        "https://shop.example@evil.example/",
        "https://shop.example:x@evil.example/",
        "https://user@shop.example/",
        "https://:@shop.example/",
        "https://@shop.example/",
        // Another port or scheme.
        "https://shop.example:444/",
        "https://shop.example:/",
        "https://shop.example:0443/",
        "https://shop.example:443x/",
        "https://shop.example:99999999999/",
        "http://shop.example/",
        "https://127.0.0.1:3000/",
        "http://localhost:3000/",
        "ftp://shop.example/",
        "wss://shop.example/",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript://shop.example/%0aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://shop.example/x",
        "view-source:https://shop.example/",
        "intent://shop.example/#Intent;end",
        "weixin://x",
        // The same, encoded once or more.
        "/%2fevil.example",
        "/%2F%2Fevil.example",
        "%2f%2fevil.example",
        "%2f",
        "/%5cevil.example",
        "/%5C%5Cevil.example",
        "/%252fevil.example",
        "/%25252fevil.example",
        "/%2525252525252525252fevil.example",
        "/%25%32%66evil.example",
        "/%EF%BC%8Fevil.example",
        "/%25EF%25BC%258Fevil.example",
        "/%EF%BC%BCevil.example",
        "/／evil.example",
        "/＼evil.example",
        "/．．/admin",
        "https://shop.example／evil.example",
        "https://shop.example/／evil.example",
        "/\u202e",
        "/\ud800",
        "/商品\\evil.example",
        "/%c0%afevil.example",
        "/%e0%80%afevil.example",
        "/%ff",
        "https%3a%2f%2fevil.example",
        "https%3A//evil.example",
        // What browsers throw away before they read a URL, and what ends a header.
        "\t//evil.example",
        " //evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie:x=y",
        "/account\r\nLocation: https://evil.example",
        "/%0d%0aSet-Cookie:x=y",
        "/%250d%250aSet-Cookie:x=y",
        "/account?x=%0aLocation:x",
        "/%09/evil.example",
        "/%00",
        "/\u0000",
        "/%e2%80%ae",
        "/\u200b/evil.example",
        "/account ",
        "https://shop.example\t/",
        "https://shop.example /",
        " https://shop.example/",
        // Segments that are folded away.
        "/.//evil.example",
        "/..//evil.example",
        "/a/..//evil.example",
        "/a//evil.example",
        "/./",
        "/..",
        "/account/../admin",
        "/%2e%2e/admin",
        "/%2e%2e%2fadmin",
        "/%252e%252e/admin",
        "/..;/admin",
        "/.;x=1/admin",
        "/%EF%BC%8E%EF%BC%8E/admin",
        "/%e2%80%a8/../admin",
        "https://shop.example//evil.example",
        "https://shop.example/..//evil.example",
        "https://shop.example/%5c",
        // Not of RFC 3986, and in no address bar.
        "/<script>",
        "/\"onload=",
        "/`",
        "/%",
        "/%2",
        "/%zz",
        "/a#b#c",
      })
  void anything_else_is_refused(String target) {
    assertThat(targets.accept(target)).isEmpty();
  }

  @Test
  void a_target_has_an_end() {
    String longest = "/" + "x".repeat(ReturnTargets.MAX_LENGTH - 1);

    assertThat(targets.accept(longest)).isPresent();
    assertThat(targets.accept(longest + "x")).isEmpty();
    assertThat(targets.accept("/" + "%25".repeat(170))).isPresent();
    assertThat(targets.accept("/" + "品".repeat(56))).isPresent();
    assertThat(targets.accept("/" + "品".repeat(57))).isEmpty();
    assertThat(targets.accept("//" + "/..".repeat(1_000_000))).isEmpty();
  }

  @Test
  void a_list_without_entries_leaves_our_own() {
    ReturnTargets own = new ReturnTargets(new Origin("http://127.0.0.1:8080"), List.of());

    assertThat(own.accept("http://127.0.0.1:8080/x")).isPresent();
    assertThat(own.accept("http://127.0.0.1:8081/x")).isEmpty();
    assertThat(own.accept("https://shop.example/")).isEmpty();
  }
}
