package dev.gatehouse.bootstrap;

import java.util.function.Consumer;

/**
 * How a login ended, as operators are told of it. Of the person it names the user id alone, of what
 * the client sent only a method and a channel that there are.
 *
 * @param method the code of the login method, or {@link #NOTHING}
 * @param channel as it is configured, or {@link #NOTHING}
 * @param outcome {@code registered}, {@code returned} or the word of the ending
 * @param user the id, or {@link #NOTHING}
 * @param nanos how long it took
 */
record EndedLogin(String method, String channel, String outcome, String user, long nanos) {

  /** Stands for what is not known, or was made up by a client. */
  static final String NOTHING = "-";

  /** One who is told of every login. Fast and thread-safe; a login waits for it. */
  interface Observer extends Consumer<EndedLogin> {}
}
