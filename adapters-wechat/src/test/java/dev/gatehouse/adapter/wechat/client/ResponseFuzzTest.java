package dev.gatehouse.adapter.wechat.client;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Five seconds in each build. */
class ResponseFuzzTest extends ResponseFuzzing {

  @FuzzTest(maxDuration = "5s")
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
