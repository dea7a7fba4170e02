package dev.gatehouse.adapter.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/** The answer to the exchange of a code; only the fields that a login needs (SEC-16). */
record TokenAnswer(
    @Nullable Long errcode,
    @JsonDeserialize(using = LenientText.class) @Nullable String errmsg,
    @JsonProperty("access_token") @Nullable String accessToken,
    @JsonProperty("openid") @Nullable String openId,
    @JsonProperty("unionid") @Nullable String unionId)
    implements WeChatAnswer {

  /** Shows neither token nor person. */
  @Override
  public String toString() {
    return "TokenAnswer[errcode=" + errcode + "]";
  }
}
