package dev.gatehouse.application.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under what circumstances the present thread does its work: for whom, and through which channel
 * somebody is logging in. Bound around a piece of work, so that what writes audit records need not
 * be told through every method in between; nothing else may depend on it.
 */
public final class Circumstances {

  private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();
  private static final ScopedValue<String> CHANNEL = ScopedValue.newInstance();

  /** What a channel can be called; another text is what a client made up. */
  private static final Pattern CHANNEL_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,31}");

  private Circumstances() {}

  /** Does something for a caller. */
  public static <R, X extends Throwable> R with(
      Caller caller, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(CALLER, caller).call(work);
  }

  /** Does something for somebody who logs in through this channel. */
  static <R, X extends Throwable> R through(
      Optional<String> channel, ScopedValue.CallableOp<? extends R, X> work) throws X {
    String name = channel.filter(text -> CHANNEL_NAME.matcher(text).matches()).orElse("");
    return ScopedValue.where(CHANNEL, name).call(work);
  }

  /** For whom this is done. */
  public static Caller caller() {
    return CALLER.orElse(Caller.UNKNOWN);
  }

  /** The channel of the login that this is part of. */
  public static Optional<String> channel() {
    return Optional.of(CHANNEL.orElse("")).filter(name -> !name.isEmpty());
  }
}
