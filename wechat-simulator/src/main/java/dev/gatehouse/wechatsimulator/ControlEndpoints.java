package dev.gatehouse.wechatsimulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Makes WeChat misbehave and time pass, over HTTP. */
final class ControlEndpoints {
  private final Faults faults;
  private final SimulatorClock clock;
  private final Runnable reset;
  private final JsonMapper json = JsonMapper.shared();

  ControlEndpoints(Faults faults, SimulatorClock clock, Runnable reset) {
    this.faults = faults;
    this.clock = clock;
    this.reset = reset;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        "/simulator/faults",
            Router.Route.get(_ -> listFaults())
                .and("POST", call -> read(call, this::addFault))
                .and("DELETE", _ -> clearFaults()),
        "/simulator/clock",
            Router.Route.get(_ -> time()).and("POST", call -> read(call, this::advance)),
        "/simulator/reset", Router.Route.post(_ -> reset()));
  }

  private HttpReply addFault(JsonNode body) {
    WeChatEndpoint endpoint = endpoint(body.path("endpoint").stringValue(""));
    Fault fault = new FaultReader(body).read();
    if (body.has("probability")) {
      faults.always(endpoint, body.get("probability").doubleValue(0), fault);
    } else if (body.path("always").booleanValue(false)) {
      faults.always(endpoint, 1, fault);
    } else {
      faults.next(endpoint, body.path("times").intValue(body.has("times") ? 0 : 1), fault);
    }
    return listFaults();
  }

  private HttpReply clearFaults() {
    faults.clear();
    return HttpReply.nothing(204);
  }

  private HttpReply listFaults() {
    ArrayNode list = json.createArrayNode();
    for (Faults.Pending pending : faults.pending()) {
      list.addObject()
          .put("endpoint", pending.endpoint().path())
          .put("fault", pending.fault().name())
          .put("when", pending.when());
    }
    return HttpReply.json(200, list);
  }

  private HttpReply advance(JsonNode body) {
    clock.advance(Duration.parse(body.path("advance").stringValue("")));
    return time();
  }

  private HttpReply time() {
    return HttpReply.json(200, json.createObjectNode().put("now", clock.now().toString()));
  }

  private HttpReply reset() {
    reset.run();
    return HttpReply.nothing(204);
  }

  private HttpReply read(HttpCall call, Function<JsonNode, HttpReply> endpoint) {
    try {
      return endpoint.apply(json.readTree(call.body()));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      String message =
          e instanceof JacksonException ? "the body must be JSON" : String.valueOf(e.getMessage());
      return HttpReply.json(400, json.createObjectNode().put("error", message));
    }
  }

  private static WeChatEndpoint endpoint(String name) {
    return Arrays.stream(WeChatEndpoint.values())
        .filter(endpoint -> name(endpoint).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"endpoint\" must be one of "
                    + Arrays.stream(WeChatEndpoint.values())
                        .map(ControlEndpoints::name)
                        .collect(Collectors.joining(", "))));
  }

  private static String name(WeChatEndpoint endpoint) {
    return endpoint.name().toLowerCase(Locale.ROOT);
  }
}
