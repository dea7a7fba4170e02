package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Codes in memory. Thread-safe; passes {@link SentCodesContract}. */
final class InMemorySentCodes implements SentCodes {

  private record Row(CodeHash code, int triesLeft, Instant sentAt, long sentThatDay) {

    private boolean isGood(Instant now) {
      return triesLeft > 0 && now.isBefore(sentAt.plus(LIFETIME));
    }
  }

  private final Map<PhoneNumber, Row> rows = new HashMap<>();
  private boolean unavailable;

  /** From now on every call fails as if the store were gone. */
  synchronized void fail() {
    unavailable = true;
  }

  @Override
  public synchronized Keeping keep(PhoneNumber phone, CodeHash code, Instant now) {
    checkAvailable();
    Row before = rows.get(phone);
    long today = before == null || day(before.sentAt()) < day(now) ? 0 : before.sentThatDay();
    boolean recent = before != null && now.isBefore(before.sentAt().plus(PAUSE));
    if (recent || today >= MOST_A_DAY) {
      return Keeping.TOO_OFTEN;
    }
    rows.put(phone, new Row(code, TRIES, now, today + 1));
    return Keeping.KEPT;
  }

  @Override
  public synchronized Redemption redeem(PhoneNumber phone, CodeHash code, Instant now) {
    checkAvailable();
    Row row = rows.get(phone);
    if (row == null || !row.isGood(now)) {
      return Redemption.REFUSED;
    }
    boolean right = row.code().matches(code);
    int triesLeft = right ? 0 : row.triesLeft() - 1;
    rows.put(phone, new Row(row.code(), triesLeft, row.sentAt(), row.sentThatDay()));
    return right ? Redemption.PROVEN : Redemption.REFUSED;
  }

  private void checkAvailable() {
    if (unavailable) {
      throw new StorageUnavailableException("told to fail");
    }
  }

  private static long day(Instant moment) {
    return moment.getEpochSecond() / 86_400;
  }
}
