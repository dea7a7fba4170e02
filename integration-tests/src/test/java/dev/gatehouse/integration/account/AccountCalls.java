package dev.gatehouse.integration.account;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;

/** What a client does with login methods, over a socket. */
record AccountCalls(int port) {

  /** Logs in; the ticket proves the person of the same name to every fake method. */
  Answer login(String method, String ticket) {
    return new LoginCalls(port).post(body(method, ticket));
  }

  Answer link(Tokens session, String method, String ticket) {
    return post(session, "/v1/me/login-methods", body(method, ticket));
  }

  Answer confirm(Tokens session, String method, String ticket) {
    return post(session, "/v1/session/confirm", body(method, ticket));
  }

  Answer list(Tokens session) {
    return send(session, "GET /v1/me/login-methods", "");
  }

  Answer unlink(Tokens session, String id) {
    return send(session, "DELETE /v1/me/login-methods/" + id, "");
  }

  /** The id of the login method at a place of the list. */
  String id(Tokens session, int place) {
    return list(session).text("$[" + place + "].id");
  }

  Answer patch(Tokens session, String body) {
    return send(session, "PATCH /v1/me", body, "Content-Type", "application/json");
  }

  Answer post(Tokens session, String path, String body) {
    return send(session, "POST " + path, body, "Content-Type", "application/json");
  }

  Answer send(Tokens session, String call, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = "Bearer " + session.access();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return new SessionCalls(port).send(call, body, all);
  }

  private static String body(String method, String ticket) {
    return "{\"method\":\"%s\",\"credential\":{\"ticket\":\"%s\"}}".formatted(method, ticket);
  }
}
