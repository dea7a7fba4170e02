package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.limit.Bucket.Names;
import dev.gatehouse.adapter.phone.limit.Counters.Meter;
import dev.gatehouse.adapter.phone.limit.Counters.Reading;
import dev.gatehouse.adapter.phone.limit.Counters.Refusal;
import dev.gatehouse.adapter.phone.limit.LimitMetrics.Reason;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides whether a code may be sent and whether a guess may be made, and counts both. A refused
 * event counts towards no limit; an admitted one counts whatever becomes of it. Asks nothing about
 * users. Thread-safe; replicas share the counts.
 */
public final class SendLimits {

  private static final Set<Reason> OF_ADDRESS = EnumSet.of(Reason.ADDRESS, Reason.ADDRESS_NUMBERS);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  /** A number counts as verified for so long after a code for it was redeemed. */
  private static final Duration VERIFIED_FOR = Duration.ofDays(30);

  /** Numbers that were never verified may use this share of each total; the rest is a reserve. */
  private static final double SHARE_OF_UNVERIFIED = 0.8;

  /** So many wrong codes of a number within a day demand a human check. */
  private static final int WRONG_CODES_OF_NUMBER = 20;

  /** So many wrong codes of all numbers within an hour demand one, or a share of a day's sends. */
  private static final int WRONG_CODES_OF_ALL = 200;

  private static final double WRONG_SHARE_OF_SENDS = 0.05;

  /** So many codes of a day for regions in which the address never redeemed one. */
  private static final int SENDS_TO_UNVERIFIED_REGIONS = 3;

  private final Counters counters;
  private final Names names;
  private final LimitSettings settings;
  private final List<Limit> total;
  private final RegionBudget regionBudget;
  private final Clock clock;
  private final LimitMetrics metrics;
  private final Runnable budgetIsSpent;

  /**
   * What the limits are made of.
   *
   * @param perDay the budget of messages of 24 hours
   * @param budgetIsSpent is called for each message that the budget refuses
   */
  public record Parts(
      JdbcCountStore store,
      LimitSettings limits,
      int perDay,
      RegionBudget regionBudget,
      List<String> regions,
      Clock clock,
      MeterRegistry metrics,
      Runnable budgetIsSpent) {}

  SendLimits(
      CountStore store,
      Names names,
      LimitSettings settings,
      int perDay,
      RegionBudget regionBudget,
      Clock clock,
      LimitMetrics metrics,
      Runnable budgetIsSpent) {
    this.counters = new Counters(store);
    this.names = names;
    this.settings = settings;
    this.total =
        Stream.concat(settings.total().stream(), Stream.of(new Limit(perDay, DAY))).toList();
    this.regionBudget = regionBudget;
    this.clock = clock;
    this.metrics = metrics;
    this.budgetIsSpent = budgetIsSpent;
  }

  /**
   * Counts one message that is about to be sent.
   *
   * @param address of the client
   * @return the time after which the number may receive another message
   * @param suspicion settles what is beyond a limit of the address or the region
   * @throws TooManyAttempts beyond a limit of the number
   * @throws ProviderUnavailable beyond a total
   */
  public Duration admit(PhoneNumber number, String address, Suspicion suspicion)
      throws LoginException {
    Instant now = clock.instant();
    String subscriber = SubscriberAddress.of(address);
    Bucket verifiedNumber = names.bucket("verified", number.e164());
    Bucket region = names.bucket("region", number.region());
    Bucket regionVerified = names.bucket("region-verified", number.region());
    Bucket pair = names.bucket("address-number", subscriber, number.e164());
    Bucket totalBucket = names.bucket("total");
    Bucket regionOfAddress = regionOfAddress(subscriber, number);
    Bucket unverified = names.bucket("address-unverified", subscriber);
    Bucket ofAddress = names.bucket("address", subscriber);
    Bucket numbersOfAddress = names.bucket("address-numbers", subscriber);
    Bucket ofNumber = names.bucket("number", number.e164());
    Reading reading =
        counters.read(
            List.of(
                verifiedNumber,
                region,
                regionVerified,
                pair,
                totalBucket,
                regionOfAddress,
                unverified,
                ofAddress,
                numbersOfAddress,
                ofNumber,
                wrongOfNumber(number),
                wrongOfAll()));
    boolean verified = reading.tally(verifiedNumber).count(VERIFIED_FOR, now) > 0;
    if (isOverRegionBudget(
        number.region(), reading.tally(region), reading.tally(regionVerified), verified, now)) {
      settle(
          suspicion,
          Reason.REGION,
          new TooManyAttempts("too many unverified messages to region " + number.region(), HOUR));
    }

    boolean regionIsNew = reading.tally(regionOfAddress).count(VERIFIED_FOR, now) == 0;
    settleWrongCodes(suspicion, number, reading, totalBucket, now);
    if (regionIsNew && reading.tally(unverified).count(DAY, now) >= SENDS_TO_UNVERIFIED_REGIONS) {
      settle(suspicion, Reason.REGION_OF_ADDRESS);
    }

    Map<Bucket, Reason> reasons = new LinkedHashMap<>();
    List<Meter> meters = new ArrayList<>();
    meters.add(Meter.limited(totalBucket, verified ? total : shareOfUnverified()));
    reasons.put(totalBucket, Reason.TOTAL);
    meters.add(Meter.limited(ofAddress, settings.address()));
    reasons.put(ofAddress, Reason.ADDRESS);
    if (reading.tally(pair).count(longest(settings.addressNumbers()), now) == 0) {
      meters.add(Meter.limited(numbersOfAddress, settings.addressNumbers()));
      reasons.put(numbersOfAddress, Reason.ADDRESS_NUMBERS);
    }
    meters.add(Meter.limited(ofNumber, settings.number()));
    reasons.put(ofNumber, Reason.NUMBER);
    meters.add(Meter.counted(pair, longest(settings.addressNumbers())));
    meters.add(Meter.counted(region, HOUR, DAY));
    if (regionIsNew) {
      meters.add(Meter.counted(unverified, DAY));
    }

    Optional<Refusal> refusal = counters.take(reading, meters, now);
    if (refusal.isPresent() && OF_ADDRESS.contains(reason(reasons, refusal.get().bucket()))) {
      settle(suspicion, reason(reasons, refusal.get().bucket()), tooMany(refusal.get()));
      refusal =
          counters.take(
              reading,
              meters.stream()
                  .map(meter ->
                      OF_ADDRESS.contains(reason(reasons, meter.bucket()))
                          ? meter.unlimited()
                          : meter)
                  .toList(),
              now);
    }
    if (refusal.isPresent()) {
      throw refused(reason(reasons, refusal.get().bucket()), refusal.get());
    }
    metrics.sent(number.region(), reading.tally(totalBucket).count(DAY, now));
    return reading.tally(ofNumber).wait(settings.number(), now).orElse(Duration.ZERO);
  }

  private void settleWrongCodes(
      Suspicion suspicion, PhoneNumber number, Reading reading, Bucket totalBucket, Instant now)
      throws LoginException {
    if (reading.tally(wrongOfNumber(number)).count(DAY, now) >= WRONG_CODES_OF_NUMBER) {
      settle(suspicion, Reason.WRONG_CODES_NUMBER);
    }
    double most =
        Math.max(
            WRONG_CODES_OF_ALL, WRONG_SHARE_OF_SENDS * reading.tally(totalBucket).count(DAY, now));
    if (reading.tally(wrongOfAll()).count(HOUR, now) >= most) {
      settle(suspicion, Reason.WRONG_CODES_TOTAL);
    }
  }

  /** The owner of a number must not be locked out: without a human check the code is sent. */
  private void settle(Suspicion suspicion, Reason reason) throws LoginException {
    metrics.suspicious(reason);
    try {
      suspicion.settle(null);
    } catch (LoginException e) {
      metrics.limited(reason);
      throw e;
    }
  }

  private Bucket wrongOfNumber(PhoneNumber number) {
    return names.bucket("wrong-number", number.e164());
  }

  private Bucket wrongOfAll() {
    return names.bucket("wrong-total");
  }

  private Bucket regionOfAddress(String subscriber, PhoneNumber number) {
    return names.bucket("address-region-verified", subscriber, number.region());
  }

  private List<Limit> shareOfUnverified() {
    return total.stream().map(limit -> limit.share(SHARE_OF_UNVERIFIED)).toList();
  }

  private LoginException refused(Reason reason, Refusal refusal) {
    metrics.limited(reason);
    if (reason == Reason.TOTAL) {
      budgetIsSpent.run();
      return new ProviderUnavailable("the budget of messages is spent", refusal.retryAfter());
    }
    return tooMany(refusal);
  }

  private static TooManyAttempts tooMany(Refusal refusal) {
    return new TooManyAttempts("too many messages", refusal.retryAfter());
  }

  private static Reason reason(Map<Bucket, Reason> reasons, Bucket bucket) {
    return reasons.getOrDefault(bucket, Reason.TOTAL);
  }

  private void settle(Suspicion suspicion, Reason reason, TooManyAttempts refusal)
      throws LoginException {
    try {
      suspicion.settle(refusal);
    } catch (LoginException e) {
      metrics.limited(reason);
      throw e;
    }
  }

  /** Authgear's budget of messages that are sent and not redeemed (reference, section 4.3). */
  private boolean isOverRegionBudget(
      String region, Tally sends, Tally codes, boolean verified, Instant now) {
    double best = codes.highest(FORTNIGHT, DAY, now);
    double ofDay = Math.max(20, Math.max(0.3 * best, 0.3 * codes.count(DAY, now)));
    double ofHour = Math.max(3, Math.max(0.2 * best / 6, 0.2 * codes.count(HOUR, now)));
    boolean spent =
        sends.count(DAY, now) - codes.count(DAY, now) >= ofDay
            || sends.count(HOUR, now) - codes.count(HOUR, now) >= ofHour;
    if (spent) {
      metrics.regionExcess(region);
    }
    return spent && regionBudget == RegionBudget.DENY && !verified;
  }

  /** A guess that is about to be compared. */
  public final class Guess {

    private final PhoneNumber number;
    private final Meter wrong;
    private final List<Meter> right;
    private final Reading reading;
    private final Instant time;

    private Guess(PhoneNumber number, String subscriber, Instant time) {
      this.number = number;
      this.time = time;
      this.wrong = Meter.limited(names.bucket("wrong-address", subscriber), settings.wrongCodes());
      this.right =
          List.of(
              Meter.counted(names.bucket("verified", number.e164()), VERIFIED_FOR),
              Meter.counted(regionOfAddress(subscriber, number), VERIFIED_FOR),
              Meter.counted(
                  names.bucket("region-verified", number.region()), HOUR, DAY, FORTNIGHT));
      this.reading =
          counters.read(
              Stream.concat(Stream.of(wrong), right.stream()).map(Meter::bucket).toList());
    }

    /**
     * The guess was wrong in a challenge of the number. Others do not count: they tell nothing, and
     * each stranger could have all clients asked for a human check.
     */
    public void wrong() {
      counters.take(
          List.of(Meter.counted(wrongOfNumber(number), DAY), Meter.counted(wrongOfAll(), HOUR)),
          time);
    }

    /** The guess was right: it counts as verified and not as wrong. */
    public void right() {
      counters.exchange(reading, wrong, right, time);
      metrics.verified(number.region());
    }
  }

  /**
   * Counts a guess as wrong before it is compared, so that guesses that come at once are counted
   * too.
   *
   * @param address of the client
   * @throws TooManyAttempts if there were too many wrong ones from this address
   */
  public Guess guess(PhoneNumber number, String address) throws TooManyAttempts {
    Guess guess = new Guess(number, SubscriberAddress.of(address), clock.instant());
    Optional<Refusal> refusal = counters.take(guess.reading, List.of(guess.wrong), guess.time);
    if (refusal.isPresent()) {
      metrics.limited(Reason.WRONG_CODES);
      throw new TooManyAttempts("too many wrong codes", refusal.get().retryAfter());
    }
    return guess;
  }

  private static Duration longest(List<Limit> limits) {
    return limits.stream().map(Limit::within).max(Duration::compareTo).orElseThrow();
  }

  /**
   * The limits.
   *
   * @param key names the counts; the same on all replicas
   */
  public static SendLimits of(Parts parts, byte[] key) {
    return new SendLimits(
        parts.store(),
        Names.of(key),
        parts.limits(),
        parts.perDay(),
        parts.regionBudget(),
        parts.clock(),
        new LimitMetrics(parts.metrics(), parts.regions(), parts.perDay()),
        parts.budgetIsSpent());
  }
}
