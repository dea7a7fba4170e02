package dev.gatehouse.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserTest {

  @Test
  void a_new_user_becomes_one_with_an_id_and_no_age() {
    User user = User.registered(new UserId(42), new NewUser(new UserName("小明")));

    assertThat(user.id().value()).isEqualTo(42);
    assertThat(user.name()).isEqualTo("小明");
    assertThat(user.age()).isEmpty();
    assertThat(user.disabled()).isFalse();
  }

  @Test
  void a_stored_user_keeps_a_name_from_before_there_were_rules() {
    User user = User.restored(new UserId(1), "", 30, false);

    assertThat(user.name()).isEmpty();
    assertThat(user.age()).hasValue(30);
  }

  @Test
  void users_are_equal_when_all_their_values_are() {
    User user = User.restored(new UserId(1), "a", 30, false);

    assertThat(user).isEqualTo(User.restored(new UserId(1), "a", 30, false));
    assertThat(user).hasSameHashCodeAs(User.restored(new UserId(1), "a", 30, false));
    assertThat(user).isNotEqualTo(User.restored(new UserId(2), "a", 30, false));
    assertThat(user).isNotEqualTo(User.restored(new UserId(1), "b", 30, false));
    assertThat(user).isNotEqualTo(User.restored(new UserId(1), "a", null, false));
    assertThat(user).isNotEqualTo(User.restored(new UserId(1), "a", 30, true));
  }

  @Test
  void its_text_keeps_the_person_to_itself() {
    assertThat(User.restored(new UserId(7), "planted", 30, false)).hasToString("User[7]");
  }

  @Test
  void an_id_is_positive() {
    assertThatThrownBy(() -> new UserId(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
  }
}
