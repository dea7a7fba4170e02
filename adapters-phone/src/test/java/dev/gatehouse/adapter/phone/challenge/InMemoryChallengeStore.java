package dev.gatehouse.adapter.phone.challenge;

import dev.gatehouse.adapter.phone.challenge.Challenges.Redemption;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link ChallengeStore} for tests. */
public final class InMemoryChallengeStore implements ChallengeStore {

  private static final class Row {
    private final Subject subject;
    private final List<KeptCode> codes = new ArrayList<>();
    private int triesLeft = TRIES;
    private boolean used;

    private Row(Subject subject) {
      this.subject = subject;
    }

    private boolean isOpen(Subject asked, Instant now) {
      return subject.equals(asked)
          && triesLeft > 0
          && !used
          && codes.getLast().expiresAt().isAfter(now);
    }
  }

  private final Map<String, Row> rows = new HashMap<>();
  private boolean failing;

  public synchronized void fail() {
    failing = true;
  }

  @Override
  public synchronized void add(String idHash, Subject subject, KeptCode code, Instant now) {
    requireReachable();
    Row row = new Row(subject);
    row.codes.add(code);
    rows.put(idHash, row);
  }

  @Override
  public synchronized boolean addCode(String idHash, Subject subject, KeptCode code, Instant now) {
    requireReachable();
    Row row = rows.get(idHash);
    if (row == null || !row.isOpen(subject, now)) {
      return false;
    }
    if (row.codes.size() > 1) {
      row.codes.removeFirst();
    }
    row.codes.add(code);
    return true;
  }

  @Override
  public synchronized Redemption redeem(
      String idHash, Subject subject, List<String> hashes, Instant now) {
    requireReachable();
    Row row = rows.get(idHash);
    if (row == null || !row.isOpen(subject, now)) {
      return Redemption.NO_CHALLENGE;
    }
    row.triesLeft--;
    row.used =
        row.codes.stream()
            .anyMatch(code -> code.expiresAt().isAfter(now) && hashes.contains(code.hex()));
    return row.used ? Redemption.PROVEN : Redemption.WRONG_CODE;
  }

  @Override
  public synchronized int removeExpired(Instant now, int atMost) {
    List<String> expired =
        rows.entrySet().stream()
            .filter(row -> row.getValue().codes.getLast().expiresAt().isBefore(now))
            .map(Map.Entry::getKey)
            .limit(atMost)
            .toList();
    expired.forEach(rows::remove);
    return expired.size();
  }

  private void requireReachable() {
    if (failing) {
      throw new StorageUnavailableException("away");
    }
  }
}
