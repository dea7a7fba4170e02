package dev.gatehouse.adapter.phone.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.Rows;
import dev.gatehouse.adapter.phone.challenge.ChallengeStore.KeptCode;
import dev.gatehouse.adapter.phone.challenge.Challenges.Redemption;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class H2ChallengeStoreTest extends ChallengeStoreContract {

  private static final DataSource DATABASE = Rows.h2();
  private static final Subject LOGIN =
      Subject.of(new PhoneNumber("+8613800138000", "CN"), ProofPurpose.LOGIN);

  @Override
  ChallengeStore store() {
    return new JdbcChallengeStore(DATABASE, Rows.once());
  }

  @Test
  void work_whose_answer_was_lost_took_effect_once() {
    ChallengeStore store = new JdbcChallengeStore(DATABASE, Rows.twice());
    String id = CodeHasher.idHash("lost answers");
    Instant now = Instant.parse("2026-11-29T00:00:00Z");
    KeptCode one = new KeptCode("01".repeat(32), now.plusSeconds(60));
    KeptCode two = new KeptCode("02".repeat(32), now.plusSeconds(60));

    store.add(id, LOGIN, one, now);
    assertThat(store.addCode(id, LOGIN, two, now)).isTrue();
    assertThat(store.redeem(id, LOGIN, List.of("03".repeat(32)), now))
        .isEqualTo(Redemption.WRONG_CODE);
    assertThat(store.redeem(id, LOGIN, List.of(one.hex()), now)).isEqualTo(Redemption.PROVEN);
    assertThat(store.redeem(id, LOGIN, List.of(two.hex()), now)).isEqualTo(Redemption.NO_CHALLENGE);
  }

  @Test
  void a_store_that_is_away_is_an_outage() {
    ChallengeStore away = new JdbcChallengeStore(Rows.unreachable(), Rows.once());

    assertThatThrownBy(() -> away.redeem("00", LOGIN, List.of("00"), Instant.EPOCH))
        .isInstanceOf(StorageUnavailableException.class);
  }
}
