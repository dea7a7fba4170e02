/**
 * Login method {@code WX}: WeChat's website and mobile logins over its HTTP API. The one place that
 * knows WeChat's words (openid, unionid, errcode) and quirks.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.wechat;

import org.jspecify.annotations.NullMarked;
