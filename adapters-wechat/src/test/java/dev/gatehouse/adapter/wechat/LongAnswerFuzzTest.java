package dev.gatehouse.adapter.wechat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Half an hour of it, on demand: {@code mvn -pl adapters-wechat verify
 * -Dfuzz.test=LongAnswerFuzzTest}. What it learns stays in {@code target/fuzz}.
 */
class LongAnswerFuzzTest extends AnswerFuzzing {

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
  void no_answer_is_unexpected(byte[] body) {
    tryAs(body);
  }
}
