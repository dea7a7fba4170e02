/**
 * Login method {@code WX}: WeChat's website and mobile logins over its HTTP API. The one adapter
 * that knows WeChat's words (openid, unionid, errcode) and quirks.
 *
 * <p>Each package uses only the packages before it: {@code resilience}, {@code transport}, {@code
 * client}, {@code provider}. Bootstrap finds the auto-configuration in {@code provider}. A type is
 * public if another of these packages uses it; all others are package-private.
 */
@NullMarked
package dev.gatehouse.adapter.wechat;

import org.jspecify.annotations.NullMarked;
