/**
 * WeChat's API: requests, the fields of responses, the meaning of error numbers, and the rule that
 * a code is sent once.
 */
@NullMarked
package dev.gatehouse.adapter.wechat.client;

import org.jspecify.annotations.NullMarked;
