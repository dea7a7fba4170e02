package dev.gatehouse.integration.account;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import java.util.HexFormat;
import java.util.Map;

/** What a back-office does, over a socket. */
public record AdminCalls(int port) {

  /** A token for each right, which has the name of the right, and one for all. */
  public static final String READ = "a token that may read";

  public static final String DISABLE = "a token that may disable";
  public static final String CLOSE = "a token that may close";
  public static final String ALL = "a token that may do all";

  /** The settings of a service that knows these tokens. */
  public static Map<String, String> settings(int port) {
    return Map.of(
        "gatehouse.admin.port", Integer.toString(port),
        "gatehouse.admin.tokens.reader.sha256", sha256(READ),
        "gatehouse.admin.tokens.reader.rights", "read",
        "gatehouse.admin.tokens.disabler.sha256", sha256(DISABLE),
        "gatehouse.admin.tokens.disabler.rights", "disable",
        "gatehouse.admin.tokens.closer.sha256", sha256(CLOSE),
        "gatehouse.admin.tokens.closer.rights", "close",
        "gatehouse.admin.tokens.desk.sha256", sha256(ALL),
        "gatehouse.admin.tokens.desk.rights", "read,disable,close");
  }

  public Answer get(String token, String path) {
    return send(token, "GET /admin/v1/users/" + path, "");
  }

  public Answer post(String token, String path) {
    return send(token, "POST /admin/v1/users/" + path, "");
  }

  public Answer delete(String token, String path) {
    return send(token, "DELETE /admin/v1/users/" + path, "");
  }

  public Answer search(String token, String body) {
    return send(token, "POST /admin/v1/users/search", body);
  }

  public Answer send(String token, String call, String body) {
    return new SessionCalls(port)
        .send(call, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
  }

  private static String sha256(String token) {
    return HexFormat.of().formatHex(SecretHash.ofSecret(token).bytes());
  }
}
