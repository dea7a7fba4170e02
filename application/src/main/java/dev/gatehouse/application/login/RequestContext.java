package dev.gatehouse.application.login;

import java.util.Optional;

/**
 * The client of the present request and the channel of the present login, bound to the thread while
 * the work is done. What writes audit records and events reads them here; nothing else may depend
 * on them.
 */
public final class RequestContext {

  private static final ScopedValue<ClientInfo> CLIENT = ScopedValue.newInstance();
  private static final ScopedValue<String> CHANNEL = ScopedValue.newInstance();

  private RequestContext() {}

  /** Runs work for a client. */
  public static <R, X extends Throwable> R with(
      ClientInfo client, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CLIENT, client).call(work);
  }

  /**
   * Runs a login through a channel.
   *
   * @param channel a configured one; empty if there is none
   */
  public static <R, X extends Throwable> R through(
      Optional<String> channel, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CHANNEL, channel.orElse("")).call(work);
  }

  /** The client of the present request; {@link ClientInfo#UNKNOWN} outside of one. */
  public static ClientInfo client() {
    return CLIENT.orElse(ClientInfo.UNKNOWN);
  }

  /** The channel of the present login. */
  public static Optional<String> channel() {
    return Optional.of(CHANNEL.orElse("")).filter(name -> !name.isEmpty());
  }
}
