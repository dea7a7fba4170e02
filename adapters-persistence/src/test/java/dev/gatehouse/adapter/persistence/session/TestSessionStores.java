package dev.gatehouse.adapter.persistence.session;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.application.session.SessionStore;
import java.time.Clock;
import java.util.List;

/** Session stores for tests of what is kept beside sessions. */
public final class TestSessionStores {

  private TestSessionStores() {}

  /** The store of one replica, without audit records. */
  public static SessionStore on(HikariDataSource dataSource) {
    return new JdbcSessionStore(dataSource, List.of(), Clock.systemUTC());
  }
}
