package dev.gatehouse.adapter.wechat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** A few seconds of it, in each build. */
class AnswerFuzzTest extends AnswerFuzzing {

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
  void no_answer_is_unexpected(byte[] body) {
    tryAs(body);
  }
}
