package dev.gatehouse.wechatsimulator;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Puts the faults that were asked for between WeChat and its callers, and records each call. */
final class Misbehaviour {
  private final Faults faults;
  private final CallLog calls;
  private final SimulatorClock clock;
  private final WireFormat wireFormat;

  Misbehaviour(Faults faults, CallLog calls, SimulatorClock clock, WireFormat wireFormat) {
    this.faults = faults;
    this.calls = calls;
    this.clock = clock;
    this.wireFormat = wireFormat;
  }

  /** Reached by GET. */
  Router.Route route(WeChatEndpoint endpoint, Function<HttpCall, Said> act) {
    return Router.Route.of(
        "GET",
        call -> {
          Fault fault = faults.take(endpoint).orElse(Fault.NONE);
          Optional<Said> said = fault.acts() ? Optional.of(act.apply(call)) : Optional.empty();
          Instant now = clock.now();
          long errcode =
              fault.errcode() != 0 ? fault.errcode() : said.map(Said::errcode).orElse(0L);
          calls.add(new RecordedCall(endpoint, errcode, now, fault.name(), call.connection()));
          return new Answer(
              reply(fault, said.map(Said::reply), now),
              fault.delay(ThreadLocalRandom.current()),
              fault.departure());
        });
  }

  private HttpReply reply(Fault fault, Optional<HttpReply> said, Instant now) {
    HttpReply own = said.orElse(HttpReply.nothing(200));
    return switch (fault.content()) {
      case Content.Own() -> own;
      case Content.Changed(var change) -> own.withBody(change.apply(own.bytes()));
      case Content.Instead(var reply) -> reply;
      case Content.Refusal(var codeAsText) ->
          HttpReply.asWeChat(wireFormat.error(fault.errcode(), codeAsText, now));
    };
  }

  /** What WeChat answers when nothing is wrong with it, and the error code in it, 0 for none. */
  record Said(long errcode, HttpReply reply) {}
}
