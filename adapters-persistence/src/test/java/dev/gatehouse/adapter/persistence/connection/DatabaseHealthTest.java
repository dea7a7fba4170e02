package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class DatabaseHealthTest {

  private final AtomicLong nanos = new AtomicLong();
  private final HikariDataSource pool = mock(HikariDataSource.class);
  private final Connection connection = mock(Connection.class);
  private final DatabaseHealth health = new DatabaseHealth(pool, nanos::get);

  @BeforeEach
  void connect() throws SQLException {
    when(pool.getConnection()).thenReturn(connection);
    when(connection.isValid(anyInt())).thenReturn(true);
  }

  @Test
  void a_database_that_answers_is_up() {
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void one_that_is_gone_is_down_and_up_again_when_it_returns() throws SQLException {
    when(pool.getConnection()).thenThrow(new SQLException("planted"));

    Health gone = health.health();
    assertThat(gone.getStatus()).isEqualTo(Status.DOWN);
    assertThat(gone.getDetails()).isEmpty();
    doReturn(connection).when(pool).getConnection();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void a_connection_that_died_alone_is_no_outage_and_is_not_used_again() throws SQLException {
    when(connection.isValid(anyInt())).thenReturn(false).thenReturn(true);

    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    verify(pool).evictConnection(connection);
  }

  @Test
  void many_probes_within_a_second_are_one_question() throws SQLException {
    for (int i = 0; i < 10; i++) {
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    verify(pool, times(1)).getConnection();
  }

  /** On a busy machine; a database that is away fails the question. */
  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void an_answer_that_is_late_is_no_outage_for_some_seconds() throws SQLException {
    CountDownLatch answered = new CountDownLatch(1);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    when(pool.getConnection())
        .thenAnswer(asked -> {
          answered.await();
          return connection;
        });

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    nanos.addAndGet(Duration.ofSeconds(8).toNanos());
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    answered.countDown();
  }

  @Test
  // A separate thread, because an endless wait here would ignore an interrupt.
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_silent_database_is_down_and_is_not_asked_again_meanwhile() throws SQLException {
    CountDownLatch answered = new CountDownLatch(1);
    when(pool.getConnection())
        .thenAnswer(asked -> {
          answered.await();
          return connection;
        });

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    verify(pool, times(1)).getConnection();
    answered.countDown();
  }
}
