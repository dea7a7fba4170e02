package dev.gatehouse.adapter.rest.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.testkit.Growth;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.UDecoder;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.http.ServerCookies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/** SEC-35: the cost of the parsers that read text of clients grows with its length, no faster. */
class ParserGrowthTest {

  private static final int CHARACTERS = 1000;

  static Stream<Arguments> parsers() {
    return Stream.of(
        parser("Accept", "text/html;q=0.1,", ParserGrowthTest::accept),
        parser("Accept, one type", ";c=\"\\\"\"", ParserGrowthTest::accept),
        parser("Content-Type", ";a=\"b\"", ParserGrowthTest::contentType),
        parser("Cookie", "a=b; ", ParserGrowthTest::cookies),
        parser("Cookie, open quotes", "a=\"b; ", ParserGrowthTest::cookies),
        parser("date", "Mon, 01 ", FastHttpDateFormat::parseDate),
        parser("percent escapes", "%2541", ParserGrowthTest::escapes),
        parser("JSON, a number", "9", text -> json("{\"a\":" + text + "}")),
        parser("JSON, members", "\"a\":1e9,", text -> json("{" + text + "\"a\":0}")),
        parser("JSON, escapes", "\\u0041", text -> json("{\"a\":\"" + text + "\"}")));
  }

  private static Arguments parser(String name, String part, Growth.Parser parser) {
    return Arguments.of(name, part.repeat(CHARACTERS / part.length()), parser);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parsers")
  void twice_the_text_costs_at_most_three_times_the_work(
      String name, String text, Growth.Parser parser) {
    Growth.requireLinear(text, parser);
  }

  private static void accept(String text) {
    ResponseFormat.wantedBy(List.of("a/b" + text));
  }

  private static void contentType(String text) throws HttpMediaTypeNotSupportedException {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setContentType("application/json" + text);
    JsonBody.requireContentType(request);
  }

  private static void cookies(String text) {
    MimeHeaders headers = new MimeHeaders();
    byte[] bytes = text.getBytes(ISO_8859_1);
    headers.addValue("Cookie").setBytes(bytes, 0, bytes.length);
    new Rfc6265CookieProcessor().parseCookieHeader(headers, new ServerCookies(4));
  }

  private static void escapes(String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    ByteChunk chunk = new ByteChunk();
    chunk.setBytes(bytes, 0, bytes.length);
    new UDecoder().convert(chunk, false);
  }

  private static void json(String body) {
    JsonBody.readString("y", body.getBytes(UTF_8));
  }
}
