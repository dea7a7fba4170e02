package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a login ended. Names the person by user id alone, and nothing that a client made up.
 *
 * @param at when it ended
 * @param method null if no such method is installed, or if the request made no sense
 * @param channel null if there is no such channel, or if the request made no sense
 * @param inBrowser whether a login was tried through a channel on which it begins in a browser
 * @param ending {@link #REGISTERED}, {@link #RETURNED}, {@link #RETURNED_DORMANT}, or the word of a
 *     failure, as in {@link LoginEndings}
 * @param reason the message of a failure; empty if there is none
 * @param user null if it is not known which user it was
 * @param recordedIn where the store has recorded it already, together with the user
 */
public record LoginOutcome(
    Instant at,
    Duration duration,
    @Nullable LoginMethod method,
    @Nullable String channel,
    boolean inBrowser,
    String ending,
    String reason,
    @Nullable UserId user,
    Set<RecordedIn> recordedIn,
    ClientInfo client) {

  /** The ending of a login that registered the user. */
  public static final String REGISTERED = "registered";

  /** The ending of a login of a user who had been registered before. */
  public static final String RETURNED = "returned";

  /** The ending of a return by an identity that had not been used for long. */
  public static final String RETURNED_DORMANT = "returned_dormant";

  public LoginOutcome {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(client, "client");
    recordedIn = Set.copyOf(recordedIn);
  }
}
