package dev.gatehouse.wechatsimulator.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RequestTest {
  @Test
  void parameters_are_decoded_and_the_first_of_one_name_counts() {
    assertThat(Request.parseQuery("a=%E5%B0%8F%E6%98%8E&b=1%2B1&b=2&flag&c=x=y"))
        .containsOnly(entry("a", "小明"), entry("b", "1+1"), entry("flag", ""), entry("c", "x=y"));
  }
}
