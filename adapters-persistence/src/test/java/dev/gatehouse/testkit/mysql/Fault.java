package dev.gatehouse.testkit.mysql;

/** What a {@link MySqlProxy} does with a command instead of passing it on and its answer back. */
public sealed interface Fault {

  /** The connection ends before the server has seen the command. */
  Fault LOST_BEFORE = Simple.LOST_BEFORE;

  /** The connection ends when the server has got half of the command. */
  Fault LOST_HALFWAY = Simple.LOST_HALFWAY;

  /** The connection ends when the server has carried the command out, before its answer. */
  Fault LOST_AFTER = Simple.LOST_AFTER;

  /** The server never sees the command; there is no answer, and the connection stays. */
  Fault SWALLOWED = Simple.SWALLOWED;

  /** The server carries the command out; there is no answer, and the connection stays. */
  Fault UNANSWERED = Simple.UNANSWERED;

  /** The faults that need no further word. */
  enum Simple implements Fault {
    LOST_BEFORE,
    LOST_HALFWAY,
    LOST_AFTER,
    SWALLOWED,
    UNANSWERED
  }

  /** The server never sees the command; the client is told that the server answers this. */
  record Refused(int code, String state) implements Fault {}
}
