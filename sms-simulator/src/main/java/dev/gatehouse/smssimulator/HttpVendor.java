package dev.gatehouse.smssimulator;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The generic gateway: {@code POST /http} with a bearer token. Its error codes are statuses. */
final class HttpVendor implements Vendor {

  /** The token that clients of the simulator show. */
  static final String TOKEN = "simulated-token";

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String name() {
    return "http";
  }

  @Override
  public boolean owns(Call call) {
    return call.path().equals("/http");
  }

  @Override
  public Order read(Call call) throws Refused {
    if (!call.header("authorization").equals("Bearer " + TOKEN)) {
      throw new Refused("401");
    }
    try {
      JsonNode body = JSON.readTree(call.body());
      String number = body.path("to").asString("");
      String code = body.path("variables").path("code").asString("");
      if (!number.matches("\\+[0-9]{6,15}") || code.isEmpty()) {
        throw new Refused("400");
      }
      return new Order(
          number,
          code,
          "%s: %s".formatted(body.path("purpose").asString(""), code),
          body.path("reference").asString(""));
    } catch (JacksonException e) {
      throw new Refused("400");
    }
  }

  @Override
  public Reply accepted(String id) {
    return Reply.json(202, "");
  }

  @Override
  public Reply error(String code) {
    return new Reply(
        Integer.parseInt(code), "application/problem+json", "{\"status\":" + code + "}");
  }

  @Override
  public List<Inbox.VendorLimit> limits() {
    return List.of();
  }
}
