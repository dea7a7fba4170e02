package dev.gatehouse.adapter.phone.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code gatehouse.phone.http}.
 *
 * @param url the URL to which messages are posted; https, or http to this machine
 * @param token the bearer token by which the gateway knows this service
 */
public record HttpSettings(@Nullable URI url, @DefaultValue("") String token) {

  /** One line for each setting that is missing or wrong, without its value. */
  public List<String> problems() {
    SettingProblems problems = new SettingProblems("gatehouse.phone.http.", new ArrayList<>());
    problems.requireUrl("url", "https://sms.example.com/messages", url);
    problems.requireSecret("token", token, "the token by which your gateway knows this service");
    return problems.lines();
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "HttpSettings[]";
  }
}
