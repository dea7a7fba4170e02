package dev.gatehouse.adapter.wechat;

import org.jspecify.annotations.Nullable;

/** What every answer of WeChat may carry, success or not. */
interface WeChatAnswer {

  /** WeChat's error number; absent or 0 on success. */
  @Nullable Long errcode();

  /** WeChat's words for it; unstable, for the log only. */
  @Nullable String errmsg();
}
