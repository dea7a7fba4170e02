package dev.gatehouse.wechatsimulator;

import java.util.function.UnaryOperator;

/** What a faulty answer consists of. */
sealed interface Content {

  /** What WeChat has to say. */
  record Own() implements Content {}

  /** An error in WeChat's form, with a fresh rid. */
  record Refusal(boolean codeAsText) implements Content {}

  /** What WeChat has to say, disfigured. */
  record Changed(UnaryOperator<byte[]> change) implements Content {}

  /** Something else. */
  record Instead(HttpReply reply) implements Content {}
}
