package dev.gatehouse.smssimulator;

/**
 * What a vendor says of a message.
 *
 * @param id of the message, as {@link Message#id}
 * @param number in E.164
 */
public record Receipt(String id, String number, boolean delivered) {

  /** The receipt of a message. */
  public static Receipt of(Message message, boolean delivered) {
    return new Receipt(message.id(), message.number(), delivered);
  }
}
