package dev.gatehouse.smssimulator;

import java.util.List;

/** The wire form of one vendor. */
interface Vendor {

  /** The name in messages. */
  String name();

  /** Whether a request is for this vendor. */
  boolean owns(Call call);

  /**
   * Reads a request and checks its signature.
   *
   * @throws Refused with the vendor's own error code
   */
  Order read(Call call) throws Refused;

  /**
   * The answer to an accepted message.
   *
   * @param id by which receipts name it
   */
  Reply accepted(String id);

  /** The answer with an error code, where this vendor puts that code. */
  Reply error(String code);

  /** What this vendor accepts for one number. */
  List<Inbox.VendorLimit> limits();

  /**
   * A message that a client wants sent.
   *
   * @param number in E.164
   */
  record Order(String number, String code, String text, String reference) {}

  /** An answer. */
  record Reply(int status, String contentType, String body) {

    static Reply json(int status, String body) {
      return new Reply(status, "application/json", body);
    }
  }

  /** A request that the vendor refuses. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code) {
      super(code);
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
