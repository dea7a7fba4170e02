package dev.gatehouse.adapter.phone.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.tencent}.
 *
 * @param endpoint the URL of the vendor; https, or http to this machine
 * @param secretId the SecretId of a CAM user that may only send messages
 * @param secretKey the SecretKey of that user
 * @param region the region of the vendor's API
 * @param appId the SDKAppID of the SMS application
 * @param signName the text of the approved signature
 * @param template the id of the approved template
 * @param templateVariables the variables in the order in which the template counts them
 */
public record TencentSettings(
    @DefaultValue("https://sms.tencentcloudapi.com") URI endpoint,
    @DefaultValue("") String secretId,
    @DefaultValue("") String secretKey,
    @DefaultValue("ap-guangzhou") String region,
    @DefaultValue("") String appId,
    @DefaultValue("") String signName,
    @DefaultValue("") String template,
    @DefaultValue({"code", "minutes"}) List<String> templateVariables) {

  private static final Set<String> VARIABLES = Set.of(SmsMessage.CODE, SmsMessage.MINUTES);

  public TencentSettings {
    templateVariables = List.copyOf(templateVariables);
  }

  /** One line for each setting that is missing or wrong, without its value. */
  public List<String> problems() {
    SettingProblems problems = new SettingProblems("gatehouse.phone.tencent.", new ArrayList<>());
    problems.requireUrl("endpoint", "https://sms.tencentcloudapi.com", endpoint);
    problems.require("secret-id", secretId, "the SecretId of a CAM user");
    problems.requireSecret("secret-key", secretKey, "the SecretKey of a CAM user");
    problems.require("region", region, "a region of the API such as ap-guangzhou");
    problems.require("app-id", appId, "the SDKAppID of the SMS application");
    problems.require("sign-name", signName, "the text of the approved signature (签名)");
    problems.require("template", template, "the id of the approved template");
    if (!VARIABLES.containsAll(templateVariables)
        || !templateVariables.contains(SmsMessage.CODE)
        || new HashSet<>(templateVariables).size() != templateVariables.size()) {
      problems.add("template-variables", "must list code, or code and minutes, in their order");
    }
    return problems.lines();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "TencentSettings[]";
  }
}
