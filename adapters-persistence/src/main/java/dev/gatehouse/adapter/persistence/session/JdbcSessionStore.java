package dev.gatehouse.adapter.persistence.session;

import static java.util.Comparator.comparing;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Deadline;
import dev.gatehouse.adapter.persistence.jdbc.ExpiredRows;
import dev.gatehouse.adapter.persistence.jdbc.GroupedStatements;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Transactions;
import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions in the table {@code user_session}. The condition of a single update lets one of several
 * rotations win. Each statement commits by itself, so the others then read the winner's row.
 */
final class JdbcSessionStore implements SessionStore {

  private static final String INSERT =
      """
      insert into `user_session` (`sid`, `user_id`, `secret_hash`, `previous_secret_hash`, `salt`,
                                  `opened_at`, `rotated_at`, `expires_at`, `login_method_id`)
      """;

  /** Locks the login method: an unlink waits, and then ends the session, or none is opened. */
  private static final String ROW =
      """
      (select cast(? as binary(16)), `user_id`, cast(? as binary(32)), cast(? as binary(32)),
              cast(? as binary(32)), cast(? as datetime(3)), cast(? as datetime(3)),
              cast(? as datetime(3)), `id`
         from `user_login_method`
        where `login_method` = ? and `identification` = ? and `user_id` = ?
          for update)
      """;

  /** Locks the parent: it ends before, and none is opened, or it ends after. */
  private static final String INSERT_OF_CLIENT =
      """
      insert into `user_session` (`sid`, `user_id`, `secret_hash`, `previous_secret_hash`, `salt`,
                                  `opened_at`, `rotated_at`, `expires_at`, `login_method_id`,
                                  `confirmed_at`, `client`, `scopes`, `parent_sid`)
      select ?, `user_id`, ?, ?, ?, ?, ?, ?, `login_method_id`, ?, ?, ?, `sid`
        from `user_session`
       where `sid` = ?
         for update
      """;

  private static final String FIND =
      "select " + SessionRow.COLUMNS + " from `user_session` s where s.`sid` = ?";

  private static final String ROTATE =
      """
      update `user_session`
         set `secret_hash` = ?, `previous_secret_hash` = ?, `salt` = ?, `rotated_at` = ?
       where `sid` = ? and `secret_hash` = ?
      """;

  private static final String CONFIRM =
      "update `user_session` set `confirmed_at` = ? where `sid` = ?";

  private static final String USE = "update `user_session` set `used_at` = ? where `sid` = ?";

  private static final String HOLDER =
      "select `user_id` from `user_session` where `sid` = ? for update";

  private static final String REMOVE = "delete from `user_session` where `sid` = ?";

  private static final String REMOVE_ALL = "delete from `user_session` where `user_id` = ?";

  private final DatabaseRetry retry;
  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final Transactions transactions;
  private final List<ChangeRecorder> recorders;
  private final Clock clock;
  private final ExpiredRows expired;
  private final GroupedStatements<Addition, Boolean> additions;

  /**
   * @param dataSource connections that commit each statement by itself
   * @param recorders write further rows in the transaction that ends a session
   */
  JdbcSessionStore(HikariDataSource dataSource, List<ChangeRecorder> recorders, Clock clock) {
    this.retry = new DatabaseRetry(dataSource);
    this.jdbc = JdbcClient.create(dataSource);
    this.template = new JdbcTemplate(dataSource);
    this.transactions = new Transactions(dataSource);
    this.recorders = List.copyOf(recorders);
    this.clock = clock;
    this.expired = new ExpiredRows(dataSource, "user_session", "sid", "expires_at");
    this.additions = new GroupedStatements<>(retry, new Additions());
  }

  @Override
  public boolean add(Session session, ExternalIdentity openedBy) {
    return additions.call(new Addition(session, openedBy));
  }

  /** A session to add, and the identity that opened it. */
  record Addition(Session session, ExternalIdentity openedBy) {

    Stream<Object> values() {
      Session.Rotation rotation = session.rotation();
      return Stream.of(
          session.id().bytes(),
          rotation.secret().bytes(),
          rotation.previousSecret().bytes(),
          rotation.salt().bytes(),
          Timestamps.stored(session.openedAt()),
          Timestamps.stored(rotation.at()),
          Timestamps.stored(session.expiresAt()),
          openedBy.method().code(),
          openedBy.identification(),
          session.user().value());
    }
  }

  /** Sessions that are added at the same time share a statement. */
  final class Additions implements GroupedStatements.Statements<Addition, Boolean> {

    @Override
    public Map<Addition, Boolean> together(List<Addition> sessions) {
      String rows = String.join(" union all ", Collections.nCopies(sessions.size(), ROW));
      // In one order, so that replicas do not wait for each other's locks in a circle.
      Object[] values =
          sessions.stream()
              .sorted(comparing(addition -> addition.openedBy().identification()))
              .flatMap(Addition::values)
              .toArray();
      boolean all = template.update(INSERT + rows, values) == sessions.size();
      return all ? sessions.stream().collect(toMap(identity(), _ -> true)) : Map.of();
    }

    @Override
    public Boolean alone(Addition addition) {
      return template.update(INSERT + ROW, addition.values().toArray()) == 1;
    }

    @Override
    public Boolean again(Addition addition) {
      try {
        return alone(addition);
      } catch (DuplicateKeyException taken) {
        if (isKept(addition.session())) {
          return true;
        }
        throw taken;
      }
    }

    /** Whether an earlier attempt inserted the row, and its answer was lost. */
    private boolean isKept(Session session) {
      return look(session.id())
          .filter(found -> found.rotation().secret().equals(session.rotation().secret()))
          .isPresent();
    }
  }

  @Override
  public boolean addOfClient(Session session) {
    ClientGrant grant = Objects.requireNonNull(session.grant(), "grant");
    return retry.call(
            () -> insert(session, grant, () -> 0),
            () ->
                insert(
                    session,
                    grant,
                    () ->
                        look(session.id()).filter(found -> isSame(found, session)).isPresent()
                            ? 1
                            : 0))
        == 1;
  }

  private int insert(Session session, ClientGrant grant, IntSupplier whenTaken) {
    Session.Rotation rotation = session.rotation();
    try {
      return jdbc.sql(INSERT_OF_CLIENT)
          .param(session.id().bytes())
          .param(rotation.secret().bytes())
          .param(rotation.previousSecret().bytes())
          .param(rotation.salt().bytes())
          .param(Timestamps.stored(session.openedAt()))
          .param(Timestamps.stored(rotation.at()))
          .param(Timestamps.stored(session.expiresAt()))
          .param(Timestamps.stored(session.confirmedAt()))
          .param(grant.client())
          .param(grant.scopeText())
          .param(grant.parent().bytes())
          .update();
    } catch (DuplicateKeyException taken) {
      return whenTaken.getAsInt();
    }
  }

  private static boolean isSame(Session found, Session session) {
    return found.rotation().salt().equals(session.rotation().salt());
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return retry.call(() -> look(id));
  }

  private Optional<Session> look(SessionId id) {
    return jdbc.sql(FIND).param(id.bytes()).query(SessionRow::read).optional();
  }

  @Override
  public boolean confirm(SessionId id, Instant at) {
    return retry.call(
            () -> jdbc.sql(CONFIRM).param(Timestamps.stored(at)).param(id.bytes()).update())
        == 1;
  }

  @Override
  public boolean markUsed(SessionId id, Instant at) {
    return retry.call(() -> jdbc.sql(USE).param(Timestamps.stored(at)).param(id.bytes()).update())
        == 1;
  }

  /** After a lost connection, a later attempt may find the work done and return false. */
  @Override
  public boolean rotate(Session before, Session.Rotation next) {
    return retry.call(() ->
        jdbc.sql(ROTATE)
            .param(next.secret().bytes())
            .param(next.previousSecret().bytes())
            .param(next.salt().bytes())
            .param(Timestamps.stored(next.at()))
            .param(before.id().bytes())
            .param(before.rotation().secret().bytes())
            .update())
        == 1;
  }

  /** After a lost connection, a later attempt may find the work done and return empty. */
  @Override
  public Optional<SessionEnd> remove(SessionId id, SessionEndReason why) {
    return retry.call(deadline -> transactions.call(_ -> removeAudited(id, why, deadline)));
  }

  private Optional<SessionEnd> removeAudited(
      SessionId id, SessionEndReason why, Deadline deadline) {
    // Locked, so that only one of two concurrent calls records the end.
    Optional<SessionEnd> end =
        jdbc.sql(HOLDER)
            .param(id.bytes())
            .query(Long.class)
            .optional()
            .map(user -> recorded(new UserId(user), why, 1, deadline));
    if (end.isPresent()) {
      deadline.requireTimeForAStatement();
      jdbc.sql(REMOVE).param(id.bytes()).update();
      deadline.requireTimeForAStatement();
    }
    return end;
  }

  /** After a lost connection, a later attempt may find the work done and return empty. */
  @Override
  public Optional<SessionEnd> removeAll(UserId user, SessionEndReason why) {
    return retry.call(deadline -> transactions.call(_ -> removeAllAudited(user, why, deadline)));
  }

  private Optional<SessionEnd> removeAllAudited(
      UserId user, SessionEndReason why, Deadline deadline) {
    int ended = jdbc.sql(REMOVE_ALL).param(user.value()).update();
    if (ended == 0) {
      return Optional.empty();
    }
    SessionEnd end = recorded(user, why, ended, deadline);
    deadline.requireTimeForAStatement();
    return Optional.of(end);
  }

  private SessionEnd recorded(UserId user, SessionEndReason why, int sessions, Deadline deadline) {
    SessionEnd end = new SessionEnd(user, why, sessions, ChangeRecorder.places(recorders));
    for (ChangeRecorder recorder : recorders) {
      deadline.requireTimeForAStatement();
      recorder.record(template, clock.instant(), end);
    }
    return end;
  }

  @Override
  public int removeExpired(Instant now, int atMost) {
    return expired.remove(now, atMost);
  }
}
