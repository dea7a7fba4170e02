package dev.gatehouse.adapter.wechat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/** The answer to the request for a profile; only the fields that a login needs (SEC-16). */
record UserInfoAnswer(
    @Nullable Long errcode,
    @JsonDeserialize(using = LenientText.class) @Nullable String errmsg,
    @JsonProperty("openid") @Nullable String openId,
    @JsonDeserialize(using = LenientText.class) @Nullable String nickname,
    @JsonProperty("unionid") @Nullable String unionId)
    implements WeChatAnswer {

  /** Shows nothing of the person. */
  @Override
  public String toString() {
    return "UserInfoAnswer[errcode=" + errcode + "]";
  }
}
