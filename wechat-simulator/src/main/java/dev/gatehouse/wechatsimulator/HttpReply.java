package dev.gatehouse.wechatsimulator;

import tools.jackson.databind.JsonNode;

/** An answer over HTTP; the body goes out in UTF-8, whatever the content type says of it. */
record HttpReply(int status, String contentType, String body) {

  static HttpReply text(int status, String body) {
    return new HttpReply(status, "text/plain; charset=utf-8", body);
  }

  static HttpReply json(int status, JsonNode body) {
    return new HttpReply(status, "application/json", body.toString());
  }
}
