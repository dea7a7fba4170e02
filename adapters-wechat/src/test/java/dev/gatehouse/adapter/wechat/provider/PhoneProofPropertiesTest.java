package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhoneProofPropertiesTest {

  @Test
  void a_mini_program_proves_numbers_only_where_the_operator_says_so() {
    PhoneProofProperties properties =
        new PhoneProofProperties(
            Map.of(
                "mini", new PhoneProofProperties.App(false),
                "shop", new PhoneProofProperties.App(true)));

    assertThat(properties.channels()).containsExactly("shop");
  }
}
