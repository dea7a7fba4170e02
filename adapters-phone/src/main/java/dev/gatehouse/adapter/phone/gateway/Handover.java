package dev.gatehouse.adapter.phone.gateway;

/** The result of handing a message to a gateway. */
public sealed interface Handover {

  /** The gateway accepted the message. That is not a delivery. */
  record Taken() implements Handover {}

  /** The gateway gave no usable answer. The message may have been sent, so it is not sent again. */
  record Unknown() implements Handover {}
}
