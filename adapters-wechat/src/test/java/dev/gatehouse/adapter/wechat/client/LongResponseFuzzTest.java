package dev.gatehouse.adapter.wechat.client;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Half an hour on demand: {@code mvn -pl adapters-wechat verify -Dfuzz.test=LongResponseFuzzTest}.
 * Its findings stay in {@code target/fuzz}.
 */
class LongResponseFuzzTest extends ResponseFuzzing {

  @FuzzTest(maxDuration = "30m")
  @DictionaryEntries({
    "\"errcode\":",
    "\"errmsg\":",
    "\"access_token\":",
    "\"openid\":",
    "\"unionid\":",
    "\"nickname\":",
    "40029",
    "-1",
    "null",
    "\"OPENID\"",
    "\\ud83d"
  })
  void every_response_ends_in_a_defined_way(byte[] body) {
    tryAs(body);
  }
}
