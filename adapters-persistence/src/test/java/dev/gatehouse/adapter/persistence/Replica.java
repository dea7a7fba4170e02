package dev.gatehouse.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.domain.user.UserRepository;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one replica of the service has of this adapter. */
record Replica(HikariDataSource lookups, HikariDataSource registrations) implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

  static Replica on(DatabaseProperties.Complete database) {
    return new Replica(
        ConnectionPool.open(database), ConnectionPool.openForRegistrations(database));
  }

  UserRepository repository() {
    return new JdbcUserRepository(
        lookups,
        registrations,
        List.of(new AuditRows(new SecureRandom()), new OutboxRows(new SecureRandom())),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  JdbcClient jdbc() {
    return JdbcClient.create(lookups);
  }

  @Override
  public void close() {
    lookups.close();
    registrations.close();
  }
}
