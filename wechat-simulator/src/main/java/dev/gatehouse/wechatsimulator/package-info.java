/**
 * A simulator of WeChat's login platform for development, tests and demos; never part of the
 * product. Start at {@link dev.gatehouse.wechatsimulator.WeChatSimulator}.
 *
 * <p>A sub-package uses only those before it: {@code http}, {@code platform}, {@code fault}, {@code
 * qr}, {@code control}. Clients need from them {@code Person}, {@code SamplePeople}, {@code
 * WeChatEndpoint}, {@code Fault} and {@code RecordedCall}.
 */
@NullMarked
package dev.gatehouse.wechatsimulator;

import org.jspecify.annotations.NullMarked;
