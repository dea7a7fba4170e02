/**
 * A simulator of SMS vendors: Aliyun's and Tencent's requests with their signatures, and a generic
 * HTTP gateway. Nothing is sent; messages are shown in an inbox.
 *
 * <p>Start with {@link dev.gatehouse.smssimulator.SmsSimulator}, in a JUnit test with {@link
 * dev.gatehouse.smssimulator.SmsSimulatorExtension}.
 */
@NullMarked
package dev.gatehouse.smssimulator;

import org.jspecify.annotations.NullMarked;
