package dev.gatehouse.smssimulator;

import java.time.Instant;

/**
 * A message that a vendor accepted.
 *
 * @param vendor {@code aliyun}, {@code tencent} or {@code http}
 * @param number in E.164
 * @param code the first variable of four to six digits; empty if there is none
 * @param text that a person reads
 * @param reference that the sender gave
 * @param deliveredAt when it appears in the inbox
 * @param id by which receipts name it; unique
 */
public record Message(
    String vendor,
    String number,
    String code,
    String text,
    String reference,
    Instant deliveredAt,
    String id) {}
