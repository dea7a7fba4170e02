package dev.gatehouse.adapter.wechat.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The fields of WeChat's JSON that a login needs (SEC-16). A defect elsewhere in the body does not
 * fail the login: WeChat sends what people typed, and cuts or escapes it wrongly (reference,
 * section 3.6).
 *
 * <p>Bytes that are no UTF-8 become U+FFFD, whatever the content type says; a byte order mark is
 * dropped. If the body is no well-formed JSON, the fields are searched for in its text. A field
 * that occurs twice, or is of a wrong type, is {@link #UNREADABLE}. Cost grows linearly with the
 * body.
 */
final class WeChatResponse {

  /** Neither an id nor a number, and no part of a name. */
  private static final String UNREADABLE = "\uFFFD";

  private static final Set<String> TEXTS =
      Set.of(
          "errmsg",
          "access_token",
          "openid",
          "unionid",
          "scope",
          "nickname",
          "phone_info.purePhoneNumber",
          "phone_info.watermark.appid");
  private static final Set<String> NUMBERS =
      Set.of("errcode", "is_snapshotuser", "expires_in", "phone_info.countryCode");
  private static final Set<String> OBJECTS = Set.of("phone_info", "phone_info.watermark");

  /** A field in the text of a broken body. A quote of a person's own would have a backslash. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\"(errcode|is_snapshotuser|access_token|openid|unionid|scope)\"\\s*+:\\s*+"
              + "(?:\"([^\"\\\\]*+)\"|(-?+[0-9]++)(?=[\\s,}])|(null)|(?s:.))");

  private static final Pattern ERROR_NUMBER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern ACCESS_TOKEN = Pattern.compile("[!-~]+");

  /** Ids as WeChat gives them, and no longer than we can store. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,64}");

  /** What some relays write for an id that is absent. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("null|undefined|none|nil|nan|0+", Pattern.CASE_INSENSITIVE);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          // Names are WeChat's, or a relay's: none of them is worth a place in a shared table.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(1_000).build())
          .build();

  private final Map<String, String> fields = new HashMap<>();

  private WeChatResponse() {}

  /**
   * Reads the body of a response.
   *
   * @throws CallFailure {@link Outcome#UNUSABLE} if it is no JSON object of WeChat's, {@link
   *     Outcome#MALFORMED} if it is one that does not end
   */
  static WeChatResponse parse(byte[] body) throws CallFailure {
    String decoded = new String(body, UTF_8);
    String text = (decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded).strip();
    if (!text.startsWith("{")) {
      throw CallFailure.unusable(text.isEmpty() ? "empty" : "no JSON object");
    }
    if (!text.endsWith("}")) {
      throw CallFailure.malformed("truncated");
    }
    WeChatResponse response = new WeChatResponse();
    try {
      if (response.readJson(text)) {
        return response;
      }
    } catch (JacksonException e) {
      // No well-formed JSON.
    }
    WeChatResponse found = new WeChatResponse();
    found.search(text);
    return found;
  }

  /** WeChat's error number; 0 on success. */
  long errcode() throws CallFailure {
    String number = fields.getOrDefault("errcode", "0").strip();
    if (!ERROR_NUMBER.matcher(number).matches()) {
      throw CallFailure.malformed("errcode");
    }
    return Long.parseLong(number);
  }

  /** WeChat's words for it: unstable, for the log only. Empty if absent. */
  String errmsg() {
    return text("errmsg");
  }

  String accessToken() throws CallFailure {
    String token = text("access_token");
    if (!ACCESS_TOKEN.matcher(token).matches()) {
      throw CallFailure.malformed("access_token");
    }
    return token;
  }

  String openId() throws CallFailure {
    String id = id("openid");
    if (id.isEmpty()) {
      throw CallFailure.malformed("openid");
    }
    return id;
  }

  /** Empty if absent. */
  String unionId() throws CallFailure {
    return id("unionid");
  }

  /** Whether openid and unionid are virtual ones; in doubt they are (reference, section 5.1). */
  boolean isPreview() {
    String flag = fields.getOrDefault("is_snapshotuser", "0").strip();
    return !flag.equals("0") && !flag.isEmpty();
  }

  /** Whether the token is of the scope that is given silently. */
  boolean isBaseScope() {
    return text("scope").strip().equals("snsapi_base");
  }

  /** What can be read of the name; may be empty. */
  String nickname() {
    return text("nickname").replace(UNREADABLE, "");
  }

  /** The lifetime of a token for the server API, in seconds. */
  long expiresIn() throws CallFailure {
    String seconds = fields.getOrDefault("expires_in", "");
    if (!SECONDS.matcher(seconds).matches()) {
      throw CallFailure.malformed("expires_in");
    }
    return Long.parseLong(seconds);
  }

  /**
   * A phone number in the form of E.164. The country code is documented as a string and is a number
   * in WeChat's sample.
   *
   * @param app the app that asks; a number for another app is refused
   */
  String phoneNumber(WeChatApp app) throws CallFailure {
    String number =
        "+"
            + fields.getOrDefault("phone_info.countryCode", "")
            + text("phone_info.purePhoneNumber");
    if (!E164.matcher(number).matches()) {
      throw CallFailure.malformed("phone_info");
    }
    if (!text("phone_info.watermark.appid").equals(app.id())) {
      throw CallFailure.malformed("watermark of another app");
    }
    return number;
  }

  /** Shows neither token nor person. */
  @Override
  public String toString() {
    return "WeChatResponse[]";
  }

  /** WeChat's own sample pads a unionid with a blank (reference, section 3.4). */
  private String id(String name) throws CallFailure {
    String id = text(name).strip();
    if (PLACEHOLDER.matcher(id).matches()) {
      return "";
    }
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      throw CallFailure.malformed(name);
    }
    return id;
  }

  private String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /**
   * @return whether the text is one JSON object and nothing else
   * @throws JacksonException if it is no JSON
   */
  private boolean readJson(String text) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      readObject("", json);
      return json.nextToken() == null;
    }
  }

  private void readObject(String path, JsonParser json) {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = path + json.currentName();
      JsonToken value = json.nextToken();
      if (TEXTS.contains(name) || NUMBERS.contains(name)) {
        read(name, value, json);
      }
      if (OBJECTS.contains(name) && value == JsonToken.START_OBJECT) {
        readObject(name + ".", json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void read(String name, JsonToken value, JsonParser json) {
    switch (value) {
      case VALUE_STRING -> add(name, json.getString());
      case VALUE_NUMBER_INT -> add(name, NUMBERS.contains(name) ? json.getString() : UNREADABLE);
      case VALUE_NULL -> {}
      default -> add(name, UNREADABLE);
    }
  }

  private void search(String text) {
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1);
      if (field.group(2) != null) {
        add(name, field.group(2));
      } else if (field.group(3) != null) {
        add(name, NUMBERS.contains(name) ? field.group(3) : UNREADABLE);
      } else if (field.group(4) == null) {
        add(name, UNREADABLE);
      }
    }
  }

  /** Two values: which one WeChat meant cannot be known. */
  private void add(String name, String value) {
    fields.merge(name, value, (_, _) -> UNREADABLE);
  }
}
