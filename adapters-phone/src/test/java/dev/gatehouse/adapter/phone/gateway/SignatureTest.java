package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The vectors of the vendors' own pages, and ours (reference, sections 7.2 and 9.2). */
class SignatureTest {

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final Map<String, String> SEND_SMS =
      Map.of(
          "PhoneNumbers", "13800138000",
          "SignName", "阿里云",
          "TemplateCode", "SMS_15305",
          "TemplateParam", "{\"code\":\"012345\"}",
          "OutId", "a1");

  @Test
  void the_official_vector_of_aliyun() {
    String query =
        AliyunSignature.query(
            Map.of(
                "RegionId", "cn-shanghai",
                "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"));
    SortedMap<String, String> headers =
        headers(
            "ecs.cn-shanghai.aliyuncs.com",
            "RunInstances",
            "2014-05-26",
            "2023-10-26T10:22:32Z",
            "3156853299f313e23d1673dc12e1703d");

    String request = AliyunSignature.canonicalRequest(query, headers);

    assertThat(Digests.sha256(request.getBytes(UTF_8)))
        .isEqualTo("7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
    assertThat(AliyunSignature.signature(request, "YourAccessKeySecret"))
        .isEqualTo("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    assertThat(AliyunSignature.authorization(query, headers, "id", "YourAccessKeySecret"))
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;x-acs-action;x-acs-content-sha256;"
                + "x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void our_vector_of_aliyun_with_the_parameters_in_the_query() {
    String query = AliyunSignature.query(SEND_SMS);

    String request = AliyunSignature.canonicalRequest(query, sendSmsHeaders());

    assertThat(query)
        .isEqualTo(
            "OutId=a1&PhoneNumbers=13800138000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91"
                + "&TemplateCode=SMS_15305&TemplateParam=%7B%22code%22%3A%22012345%22%7D");
    assertThat(Digests.sha256(request.getBytes(UTF_8)))
        .isEqualTo("eee654de449e6b7c715da44b996aaeb272c157744b6a11cfebbcc506ef613229");
    assertThat(AliyunSignature.signature(request, "testsecret"))
        .isEqualTo("3945d92e384f0ccbaf981ceb93e19fe96d9df1dffaf40f9ad9ef24fe7a3afa9e");
  }

  @Test
  void our_vector_of_aliyun_with_the_parameters_in_a_form() {
    SortedMap<String, String> headers = sendSmsHeaders();
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put(
        "x-acs-content-sha256", Digests.sha256(AliyunSignature.query(SEND_SMS).getBytes(UTF_8)));

    String request = AliyunSignature.canonicalRequest("", headers);

    assertThat(AliyunSignature.signature(request, "testsecret"))
        .isEqualTo("344e91131649c2033893c1f33786903437d417fb9ab7f475ae559f93455226c1");
  }

  @Test
  void aliyun_wants_blanks_stars_and_empty_values_encoded_by_rfc_3986() {
    assertThat(AliyunSignature.query(Map.of("b", "a b*c~d+", "a", "")))
        .isEqualTo("a=&b=a%20b%2Ac~d%2B");
  }

  @Test
  void the_official_vector_of_tencent() {
    byte[] body =
        ("{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
                + " \"Name\": \"instance-name\"}]}")
            .getBytes(UTF_8);

    assertThat(Digests.sha256(body))
        .isEqualTo("35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064");
    assertThat(
            TencentSignature.signature(
                "cvm",
                "cvm.tencentcloudapi.com",
                Instant.ofEpochSecond(1551113065),
                body,
                "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"))
        .isEqualTo("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  @Test
  void our_vector_of_tencent() {
    byte[] body =
        ("{\"PhoneNumberSet\":[\"+8613800138000\"],\"SmsSdkAppId\":\"1400006666\","
                + "\"TemplateId\":\"1110\",\"SignName\":\"腾讯云\",\"TemplateParamSet\":[\"012345\"],"
                + "\"SessionContext\":\"a1\"}")
            .getBytes(UTF_8);
    Instant time = Instant.ofEpochSecond(1795910400);
    String signature = "de31edd32b11d7a105cdce4d3c626107b7be5f72da768a5c31483bea17432e9d";

    assertThat(Digests.sha256(body))
        .isEqualTo("cb08d8e6f892725c1b4e4f26f6f972c6d58acfdea57ecbb72115803b69f7b21c");
    assertThat(
            TencentSignature.signature("sms", "sms.tencentcloudapi.com", time, body, "testsecret"))
        .isEqualTo(signature);
    assertThat(
            TencentSignature.authorization(
                "sms", "sms.tencentcloudapi.com", time, body, "id", "testsecret"))
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=id/2026-11-29/sms/tc3_request,"
                + " SignedHeaders=content-type;host, Signature="
                + signature);
  }

  /** The day in China is already the next one. */
  @Test
  void tencent_dates_a_signature_in_utc() {
    assertThat(
            TencentSignature.authorization(
                "sms", "host", Instant.parse("2026-11-28T23:59:59Z"), new byte[0], "id", "key"))
        .contains("/2026-11-28/");
  }

  private static SortedMap<String, String> sendSmsHeaders() {
    return headers(
        "dysmsapi.aliyuncs.com",
        "SendSms",
        "2017-05-25",
        "2026-11-29T00:00:00Z",
        "00000000000000000000000000000001");
  }

  private static SortedMap<String, String> headers(
      String host, String action, String version, String date, String nonce) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", host);
    headers.put("x-acs-action", action);
    headers.put("x-acs-version", version);
    headers.put("x-acs-date", date);
    headers.put("x-acs-signature-nonce", nonce);
    headers.put("x-acs-content-sha256", EMPTY);
    return headers;
  }
}
