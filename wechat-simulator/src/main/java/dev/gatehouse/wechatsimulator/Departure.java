package dev.gatehouse.wechatsimulator;

import java.time.Duration;

/** How an answer leaves. */
sealed interface Departure {

  /** As an answer should. */
  record Whole() implements Departure {}

  /** As an answer should, but then the connection is closed, which the answer does not announce. */
  record WholeThenClose() implements Departure {}

  /** Not at all: the connection stays open and silent. */
  record Never() implements Departure {}

  /** Not at all: the connection is reset. */
  record Reset() implements Departure {}

  /** Not at all: the connection is closed in good order. */
  record CloseUnanswered() implements Departure {}

  /** Headers that promise all of the body, half of it, and the connection is closed. */
  record Truncated() implements Departure {}

  /** The headers at once, the body byte by byte. */
  record Trickle(Duration perByte) implements Departure {}
}
