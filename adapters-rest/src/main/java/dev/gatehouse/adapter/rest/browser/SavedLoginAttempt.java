package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What a browser keeps of a login attempt, in the few bytes that a cookie has room for. */
sealed interface SavedLoginAttempt {

  /** What the bytes are: the two that the version before knows are a boolean to it. */
  byte BEGUN = 0;

  byte FINISHED = 1;
  byte SILENT = 2;

  LoginAttempt attempt();

  /** An attempt that has not come back yet. */
  record Begun(LoginAttempt attempt) implements SavedLoginAttempt {}

  /**
   * One that ended in a session.
   *
   * @param session the session that the browser got
   */
  record Finished(LoginAttempt attempt, SessionId session) implements SavedLoginAttempt {}

  /**
   * One that came back without what the login needs, so that the person was sent to the provider
   * again.
   */
  record Silent(LoginAttempt attempt) implements SavedLoginAttempt {}

  /** The attempt in bytes that {@link #read} understands. */
  default byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(attempt().state().value());
      out.writeUTF(attempt().method().code());
      out.writeUTF(attempt().channel());
      out.writeUTF(attempt().returnTo().toString());
      out.writeLong(attempt().begunAt().toEpochMilli());
      switch (this) {
        case Begun _ -> out.writeByte(BEGUN);
        case Finished finished -> {
          out.writeByte(FINISHED);
          out.writeUTF(finished.session().value());
        }
        case Silent _ -> out.writeByte(SILENT);
      }
      // Absent otherwise, so that replicas of the version before read what most attempts write.
      if (attempt().consent() == Consent.REQUIRED) {
        out.writeBoolean(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Empty for what another version of this service wrote, if it wrote it otherwise. */
  static Optional<SavedLoginAttempt> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      State state = new State(in.readUTF());
      LoginMethod method =
          LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new);
      String channel = in.readUTF();
      URI returnTo = URI.create(in.readUTF());
      Instant begunAt = Instant.ofEpochMilli(in.readLong());
      byte form = in.readByte();
      String session = form == FINISHED ? in.readUTF() : "";
      Consent consent =
          in.available() > 0 && in.readBoolean() ? Consent.REQUIRED : Consent.WHEN_NEEDED;
      LoginAttempt attempt = new LoginAttempt(state, method, channel, returnTo, begunAt, consent);
      return Optional.of(
          switch (form) {
            case BEGUN -> new Begun(attempt);
            case FINISHED ->
                new Finished(
                    attempt, SessionId.parse(session).orElseThrow(IllegalArgumentException::new));
            case SILENT -> new Silent(attempt);
            default -> throw new IllegalArgumentException("a form of another version");
          });
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
