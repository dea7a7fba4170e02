package dev.gatehouse.adapter.phone.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.aliyun}.
 *
 * @param endpoint the URL of the vendor; https, or http to this machine
 * @param accessKeyId the AccessKey ID of a RAM user that may only send messages
 * @param accessKeySecret the AccessKey secret of that user
 * @param signName the approved signature
 * @param template the code of the approved template
 */
public record AliyunSettings(
    @DefaultValue("https://dysmsapi.aliyuncs.com") URI endpoint,
    @DefaultValue("") String accessKeyId,
    @DefaultValue("") String accessKeySecret,
    @DefaultValue("") String signName,
    @DefaultValue("") String template) {

  /** One line for each setting that is missing or wrong, without its value. */
  public List<String> problems() {
    SettingProblems problems = new SettingProblems("gatehouse.phone.aliyun.", new ArrayList<>());
    problems.requireUrl("endpoint", "https://dysmsapi.aliyuncs.com", endpoint);
    problems.require("access-key-id", accessKeyId, "the AccessKey ID of a RAM user");
    problems.requireSecret(
        "access-key-secret", accessKeySecret, "the AccessKey Secret of a RAM user");
    problems.require("sign-name", signName, "the approved signature (签名)");
    problems.require("template", template, "the code of the approved template, SMS_…");
    return problems.lines();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "AliyunSettings[]";
  }
}
