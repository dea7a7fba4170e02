package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.http.Response;
import java.util.function.UnaryOperator;

/** The content of a faulty response. */
sealed interface Content {

  /** WeChat's own response. */
  record Own() implements Content {}

  /** An error in WeChat's form, with a new rid. */
  record Errcode(boolean codeAsText) implements Content {}

  /** WeChat's own response with another body. */
  record Changed(UnaryOperator<byte[]> change) implements Content {}

  /** Another response. */
  record Replaced(Response response) implements Content {}
}
