package dev.gatehouse.wechatsimulator.fault;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Reads a fault from JSON such as {@code {"fault":"errcode","errcode":40029}}. */
public final class FaultReader {
  private final JsonNode json;

  public FaultReader(JsonNode json) {
    this.json = json;
  }

  /**
   * The described fault.
   *
   * @throws IllegalArgumentException when the description is invalid; the message names the reason
   */
  public Fault read() {
    Fault fault = byName(text("fault"));
    if (json.has("delayMillis") && !fault.name().equals("latency")) {
      fault = fault.delayedBy(millis("delayMillis"));
    }
    return json.path("afterActing").booleanValue(false) ? fault.afterActing() : fault;
  }

  private Fault byName(String name) {
    return switch (name) {
      case "errcode" -> errcode();
      case "latency" -> latency();
      case "hang" -> Fault.hang();
      case "resetBeforeReading" -> Fault.resetBeforeReading();
      case "resetAfterReading" -> Fault.resetAfterReading();
      case "closeUnanswered" -> Fault.closeUnanswered();
      case "closeAfterwards" -> Fault.closeAfterwards();
      case "truncated" -> Fault.truncated();
      case "trickle" -> Fault.trickle(millis("millisPerByte"));
      case "html" -> Fault.html(number("status"));
      case "status" -> Fault.status(number("status"));
      case "redirect" -> Fault.redirect(text("location"));
      case "body" -> Fault.body(text("body"));
      case "empty" -> Fault.empty();
      case "huge" -> Fault.huge(number("bytes"));
      case "invalidUtf8" -> Fault.invalidUtf8();
      case "errcodeZero" -> Fault.errcodeZero();
      case "escapedSlashes" -> Fault.escapedSlashes();
      case "controlCharacters" -> Fault.controlCharacters();
      case "blankBeforeUnionId" -> Fault.blankBeforeUnionId();
      case "withoutUnionId" -> Fault.withoutUnionId();
      case "field" -> Fault.field(text("name"), present("value").toString());
      default -> throw new IllegalArgumentException("unknown fault \"" + name + "\"");
    };
  }

  private Fault errcode() {
    JsonNode errcode = present("errcode");
    if (errcode.isString()) {
      return Fault.errcodeAsText(Long.parseLong(errcode.stringValue()));
    }
    if (!errcode.canConvertToLong() || !errcode.isIntegralNumber()) {
      throw new IllegalArgumentException("\"errcode\" must be a whole number");
    }
    return json.has("errmsg")
        ? Fault.errcode(errcode.longValue(), text("errmsg"))
        : Fault.errcode(errcode.longValue());
  }

  private Fault latency() {
    return json.has("medianMillis")
        ? Fault.latency(millis("medianMillis"), millis("p99Millis"))
        : Fault.latency(millis("delayMillis"));
  }

  private Duration millis(String name) {
    return Duration.ofMillis(number(name));
  }

  private int number(String name) {
    return present(name)
        .intValueOpt()
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" must be a whole number"));
  }

  private String text(String name) {
    return present(name)
        .stringValueOpt()
        .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" must be a string"));
  }

  private JsonNode present(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing");
    }
    return value;
  }
}
