package dev.gatehouse.adapter.persistence.user;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.audit.TestAuditRows;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.outbox.TestOutboxRows;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one replica of the service has of this adapter. */
public record Replica(HikariDataSource lookups, HikariDataSource registrations)
    implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

  public static Replica on(DatabaseProperties.Complete database) {
    return new Replica(
        ConnectionPool.open(database), ConnectionPool.openForRegistrations(database));
  }

  public UserRepository repository() {
    return new JdbcUserRepository(
        lookups,
        registrations,
        List.of(TestAuditRows.recorder(), TestOutboxRows.recorder()),
        new LastUses(lookups),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** The repository at another time; what it notes is written when the second value runs. */
  UserRepository repository(Instant now, LastUses lastUses) {
    return new JdbcUserRepository(
        lookups, registrations, List.of(), lastUses, Clock.fixed(now, ZoneOffset.UTC));
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(lookups);
  }

  @Override
  public void close() {
    lookups.close();
    registrations.close();
  }
}
