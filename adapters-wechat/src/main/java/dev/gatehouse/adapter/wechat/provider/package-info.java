/**
 * The login method as the core sees it, its settings, its health, and the auto-configuration that
 * puts the adapter together.
 */
@NullMarked
package dev.gatehouse.adapter.wechat.provider;

import org.jspecify.annotations.NullMarked;
