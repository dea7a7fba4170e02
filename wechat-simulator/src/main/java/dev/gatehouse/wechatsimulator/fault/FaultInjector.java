package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.EndpointResponse;
import dev.gatehouse.wechatsimulator.platform.SimulatorClock;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.platform.WireFormat;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Applies the requested faults to WeChat's endpoints and records each call. */
public final class FaultInjector {
  private static final EndpointResponse NOT_CALLED = new EndpointResponse(0, Response.empty(200));

  private final Faults faults;
  private final CallLog calls;
  private final SimulatorClock clock;
  private final WireFormat wireFormat;

  public FaultInjector(Faults faults, CallLog calls, SimulatorClock clock, WireFormat wireFormat) {
    this.faults = faults;
    this.calls = calls;
    this.clock = clock;
    this.wireFormat = wireFormat;
  }

  public Map<String, Router.Route> routes(
      Map<WeChatEndpoint, Function<Request, EndpointResponse>> endpoints) {
    return endpoints.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().path(),
                entry ->
                    new Router.Route(
                        Map.of(
                            entry.getKey().method(),
                            request -> respond(entry.getKey(), entry.getValue(), request)))));
  }

  private Response respond(
      WeChatEndpoint endpoint, Function<Request, EndpointResponse> platform, Request request) {
    Fault fault = faults.take(endpoint).orElse(Fault.NONE);
    EndpointResponse own = fault.acts() ? platform.apply(request) : NOT_CALLED;
    Instant now = clock.now();
    long errcode = fault.errcode() != 0 ? fault.errcode() : own.errcode();
    calls.add(new RecordedCall(endpoint, errcode, now, fault.name(), request.connection()));
    return applied(fault, own.response(), now)
        .sent(fault.delay(ThreadLocalRandom.current()), fault.delivery());
  }

  private Response applied(Fault fault, Response own, Instant now) {
    return switch (fault.content()) {
      case Content.Own() -> own;
      case Content.Changed(var change) -> own.withBody(change.apply(own.bytes()));
      case Content.Replaced(var response) -> response;
      case Content.Errcode(var codeAsText) ->
          Response.asWeChat(wireFormat.error(fault.errcode(), codeAsText, now));
    };
  }
}
