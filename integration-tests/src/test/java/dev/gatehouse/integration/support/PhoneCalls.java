package dev.gatehouse.integration.support;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * Calls of login by phone, from addresses that the test names. The service has to trust {@code
 * X-Forwarded-For} of this machine.
 */
public record PhoneCalls(LoginCalls service) {

  public PhoneCalls(int port) {
    this(new LoginCalls(port));
  }

  /**
   * Asks for a code.
   *
   * @param challenge in which the client asks again; empty for a new one
   */
  public Answer ask(String number, String challenge, String address) {
    return post(
        "/v1/logins/P/codes",
        "{\"phone\":\"%s\",\"challenge\":\"%s\"}".formatted(number, challenge),
        address);
  }

  /** Logs in. */
  public Answer login(String number, String code, String challenge, String address) {
    return post(
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
            .formatted(number, code, challenge),
        address);
  }

  private Answer post(String path, String body, String address) {
    return service.send(
        service
            .request(path)
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString(body)));
  }
}
