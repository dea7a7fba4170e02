package dev.gatehouse.wechatsimulator;

import java.time.Duration;

/** What to say, when, and how. */
record Answer(HttpReply reply, Duration delay, Departure departure) {

  /** At once and as an answer should. */
  static Answer of(HttpReply reply) {
    return new Answer(reply, Duration.ZERO, new Departure.Whole());
  }
}
