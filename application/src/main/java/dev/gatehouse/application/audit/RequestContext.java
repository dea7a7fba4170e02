package dev.gatehouse.application.audit;

import java.util.Optional;

/**
 * Under what circumstances the present thread does its work: for whom, and through which channel
 * somebody is logging in. Bound around a piece of work, so that what writes audit records need not
 * be told through every method in between; nothing else may depend on it.
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
   * Does something for somebody who logs in through a channel.
   *
   * @param channel one that there is; empty if there is none
   */
  static <R, X extends Throwable> R through(
      String channel, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CHANNEL, channel).call(work);
  }

  /** For whom this is done. */
  public static ClientInfo client() {
    return CLIENT.orElse(ClientInfo.UNKNOWN);
  }

  /** The channel of the login that this is part of. */
  public static Optional<String> channel() {
    return Optional.of(CHANNEL.orElse("")).filter(name -> !name.isEmpty());
  }
}
