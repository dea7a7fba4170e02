package dev.gatehouse.wechatsimulator;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What real WeChat does not have: a way to approve a login without a phone, and a look at what
 * happened.
 */
final class SimulatorEndpoints {
  private final WeChatPlatform platform;
  private final People people;
  private final Apps apps;
  private final CallLog calls;
  private final Welcome welcome;
  private final JsonMapper json = JsonMapper.shared();

  SimulatorEndpoints(
      WeChatPlatform platform, People people, Apps apps, CallLog calls, Welcome welcome) {
    this.platform = platform;
    this.people = people;
    this.apps = apps;
    this.calls = calls;
    this.welcome = welcome;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        "/", Router.Route.get(_ -> HttpReply.text(200, welcome.page())),
        "/simulator/codes", Router.Route.post(this::issueCode),
        "/simulator/people", Router.Route.get(_ -> listPeople()),
        "/simulator/calls", Router.Route.get(_ -> listCalls()));
  }

  private HttpReply issueCode(HttpCall call) {
    Optional<JsonNode> body = parse(call.body());
    Optional<String> key = body.flatMap(node -> node.path("person").stringValueOpt());
    Optional<String> channel = body.flatMap(node -> node.path("channel").stringValueOpt());
    if (key.isEmpty() || channel.isEmpty()) {
      return error(
          400, "the body must be a JSON object with the strings \"person\" and \"channel\"");
    }
    Optional<Person> person = people.find(key.get());
    if (person.isEmpty()) {
      return error(404, people.doesNotKnow(key.get()));
    }
    Optional<App> app = apps.ofChannel(channel.get());
    if (app.isEmpty()) {
      return error(400, apps.doNotKnow(channel.get()));
    }
    return HttpReply.json(
        201,
        json.createObjectNode()
            .put("code", platform.issueCode(person.get(), app.get()))
            .put("person", key.get())
            .put("channel", channel.get())
            .put("expiresIn", WeChatPlatform.CODE_LIFETIME.toSeconds()));
  }

  private Optional<JsonNode> parse(String body) {
    try {
      return Optional.of(json.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private HttpReply listPeople() {
    ArrayNode list = json.createArrayNode();
    for (Person person : people.all()) {
      list.addObject()
          .put("key", person.key())
          .put("nickname", person.nickname())
          .put("hasUnionId", person.unionId() != UnionIdDisclosure.NOWHERE);
    }
    return HttpReply.json(200, list);
  }

  private HttpReply listCalls() {
    ArrayNode list = json.createArrayNode();
    for (RecordedCall call : calls.latest()) {
      list.addObject()
          .put("endpoint", call.endpoint().path())
          .put("errcode", call.errcode())
          .put("time", call.time().toString())
          .put("fault", call.fault())
          .put("connection", call.connection());
    }
    return HttpReply.json(200, list);
  }

  private HttpReply error(int status, String message) {
    ObjectNode body = json.createObjectNode().put("error", message);
    return HttpReply.json(status, body);
  }
}
