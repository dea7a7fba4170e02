package dev.gatehouse.smssimulator;

import java.time.Duration;

/** What a call meets in place of a good answer, or a message on its way. */
public sealed interface Fault {

  /** The vendor refuses with an error code, in its own form. Nothing is sent. */
  static Fault error(String code) {
    return new Refusal(code);
  }

  /** The vendor accepts the message and closes the connection without an answer. */
  static Fault lostAnswer() {
    return lostAnswer(() -> {});
  }

  /**
   * The same.
   *
   * @param meanwhile runs while the client waits for the answer that does not come
   */
  static Fault lostAnswer(Runnable meanwhile) {
    return new LostAnswer(meanwhile);
  }

  /** The vendor accepts the message and answers late. */
  static Fault lateAnswer(Duration delay) {
    return new LateAnswer(delay);
  }

  /** The vendor closes the connection before it looks at the request. Nothing is sent. */
  static Fault closed() {
    return new Closed();
  }

  /** The vendor answers with any status and body. Nothing is sent. */
  static Fault answer(int status, String contentType, String body) {
    return new Answer(status, contentType, body);
  }

  /** An error page. Nothing is sent. */
  static Fault html(int status) {
    return answer(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>");
  }

  /** The vendor accepts the message; the body of the answer ends in the middle. */
  static Fault truncated() {
    return new Truncated();
  }

  /** A body of a length. Nothing is sent. */
  static Fault huge(int bytes) {
    return answer(200, "application/json", "{\"x\":\"" + "x".repeat(bytes) + "\"}");
  }

  /** The vendor takes the request and stays silent for a time, then closes. Nothing is sent. */
  static Fault stalled(Duration time) {
    return new Stalled(time);
  }

  /** The vendor accepts the message and answers in chunks, without a length. */
  static Fault chunked() {
    return new Chunked();
  }

  /** The vendor accepts the message and compresses the answer, which no client asked for. */
  static Fault gzipped() {
    return new Gzipped();
  }

  /** The vendor accepts the message, which arrives later. */
  static Fault delayed(Duration delay) {
    return new Delayed(delay);
  }

  /** The vendor accepts the message, which arrives twice. */
  static Fault twice() {
    return new Twice();
  }

  /** See {@link #error}. */
  record Refusal(String code) implements Fault {}

  /** See {@link #lostAnswer}. */
  record LostAnswer(Runnable meanwhile) implements Fault {}

  /** See {@link #lateAnswer}. */
  record LateAnswer(Duration delay) implements Fault {}

  /** See {@link #closed}. */
  record Closed() implements Fault {}

  /** See {@link #answer}. */
  record Answer(int status, String contentType, String body) implements Fault {}

  /** See {@link #truncated}. */
  record Truncated() implements Fault {}

  /** See {@link #stalled}. */
  record Stalled(Duration time) implements Fault {}

  /** See {@link #chunked}. */
  record Chunked() implements Fault {}

  /** See {@link #gzipped}. */
  record Gzipped() implements Fault {}

  /** See {@link #delayed}. */
  record Delayed(Duration delay) implements Fault {}

  /** See {@link #twice}. */
  record Twice() implements Fault {}
}
