package dev.gatehouse.adapter.phone.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.Rows;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class H2CountStoreTest extends CountStoreContract {

  private static final DataSource DATABASE = Rows.h2();

  @Override
  CountStore store() {
    return new JdbcCountStore(DATABASE, Rows.once());
  }

  @Override
  CountStore anotherReplica() {
    return new JdbcCountStore(DATABASE, Rows.once());
  }

  @Test
  void a_replacement_whose_answer_was_lost_took_effect_once() {
    CountStore store = new JdbcCountStore(DATABASE, Rows.twice());
    Bucket bucket = Bucket.Names.of(new byte[32]).bucket("lost answer");
    Duration hour = Duration.ofHours(1);
    Tally one = Tally.EMPTY.plus(List.of(hour), Instant.EPOCH);

    assertThat(store.replace(bucket, CountStore.Kept.NONE, one, Instant.EPOCH.plus(hour)))
        .isPresent();
  }

  @Test
  void a_store_that_is_away_is_an_outage() {
    CountStore away = new JdbcCountStore(Rows.unreachable(), Rows.once());

    assertThatThrownBy(() -> away.find(List.of(new Bucket("00"))))
        .isInstanceOf(StorageUnavailableException.class);
  }
}
