package dev.gatehouse.wechatsimulator.control;

import dev.gatehouse.wechatsimulator.fault.CallLog;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.UnionIdDisclosure;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoints for scripts: issue a code without a browser, list people and calls. */
public final class SimulatorEndpoints {
  private final WeChatPlatform platform;
  private final People people;
  private final Apps apps;
  private final CallLog calls;
  private final JsonMapper json = JsonMapper.shared();

  public SimulatorEndpoints(WeChatPlatform platform, People people, Apps apps, CallLog calls) {
    this.platform = platform;
    this.people = people;
    this.apps = apps;
    this.calls = calls;
  }

  public Map<String, Router.Route> routes() {
    return Map.of(
        "/simulator/codes", Router.Route.post(this::issueCode),
        "/simulator/people", Router.Route.get(_ -> listPeople()),
        "/simulator/calls", Router.Route.get(_ -> listCalls()));
  }

  private Response issueCode(Request request) {
    Optional<JsonNode> body = parse(request.body());
    Optional<String> key = body.flatMap(node -> node.path("person").stringValueOpt());
    Optional<String> channel = body.flatMap(node -> node.path("channel").stringValueOpt());
    if (key.isEmpty() || channel.isEmpty()) {
      return error(
          400, "the body must be a JSON object with the strings \"person\" and \"channel\"");
    }
    Optional<Person> person = people.find(key.get());
    if (person.isEmpty()) {
      return error(404, people.unknownPerson(key.get()));
    }
    Optional<App> app = apps.ofChannel(channel.get());
    if (app.isEmpty()) {
      return error(400, apps.unknownChannel(channel.get()));
    }
    return Response.json(
        201,
        json.createObjectNode()
            .put("code", platform.issueCode(person.get(), app.get()))
            .put("person", key.get())
            .put("channel", channel.get())
            .put("expiresIn", app.get().codeLifetime().toSeconds()));
  }

  private Optional<JsonNode> parse(String body) {
    try {
      return Optional.of(json.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Response listPeople() {
    ArrayNode list = json.createArrayNode();
    for (Person person : people.all()) {
      list.addObject()
          .put("key", person.key())
          .put("nickname", person.nickname())
          .put("hasUnionId", person.unionId() != UnionIdDisclosure.NOWHERE);
    }
    return Response.json(200, list);
  }

  private Response listCalls() {
    ArrayNode list = json.createArrayNode();
    for (RecordedCall call : calls.latest()) {
      list.addObject()
          .put("endpoint", call.endpoint().path())
          .put("errcode", call.errcode())
          .put("time", call.time().toString())
          .put("fault", call.fault())
          .put("connection", call.connection());
    }
    return Response.json(200, list);
  }

  private Response error(int status, String message) {
    ObjectNode body = json.createObjectNode().put("error", message);
    return Response.json(status, body);
  }
}
