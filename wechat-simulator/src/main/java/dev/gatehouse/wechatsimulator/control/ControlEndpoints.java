package dev.gatehouse.wechatsimulator.control;

import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.FaultReader;
import dev.gatehouse.wechatsimulator.fault.Faults;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.SimulatorClock;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
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

/** Endpoints that control the simulator: faults, clock and reset. */
public final class ControlEndpoints {
  private final Faults faults;
  private final SimulatorClock clock;
  private final Runnable reset;
  private final JsonMapper json = JsonMapper.shared();

  public ControlEndpoints(Faults faults, SimulatorClock clock, Runnable reset) {
    this.faults = faults;
    this.clock = clock;
    this.reset = reset;
  }

  public Map<String, Router.Route> routes() {
    return Map.of(
        "/simulator/faults",
            Router.Route.get(_ -> listFaults())
                .and("POST", request -> read(request, this::addFault))
                .and("DELETE", _ -> clearFaults()),
        "/simulator/clock",
            Router.Route.get(_ -> time()).and("POST", request -> read(request, this::advance)),
        "/simulator/reset", Router.Route.post(_ -> reset()));
  }

  private Response addFault(JsonNode body) {
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

  private Response clearFaults() {
    faults.clear();
    return Response.empty(204);
  }

  private Response listFaults() {
    ArrayNode list = json.createArrayNode();
    for (Faults.Pending pending : faults.pending()) {
      list.addObject()
          .put("endpoint", pending.endpoint().path())
          .put("fault", pending.fault().name())
          .put("when", pending.when());
    }
    return Response.json(200, list);
  }

  private Response advance(JsonNode body) {
    clock.advance(Duration.parse(body.path("advance").stringValue("")));
    return time();
  }

  private Response time() {
    return Response.json(200, json.createObjectNode().put("now", clock.now().toString()));
  }

  private Response reset() {
    reset.run();
    return Response.empty(204);
  }

  private Response read(Request request, Function<JsonNode, Response> endpoint) {
    try {
      return endpoint.apply(json.readTree(request.body()));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      String message =
          e instanceof JacksonException ? "the body must be JSON" : String.valueOf(e.getMessage());
      return Response.json(400, json.createObjectNode().put("error", message));
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
