package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.LoginMethod;
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

  LoginAttempt attempt();

  /** An attempt that has not come back yet. */
  record Begun(LoginAttempt attempt) implements SavedLoginAttempt {}

  /**
   * One that ended in a session.
   *
   * @param session the session that the browser got
   */
  record Finished(LoginAttempt attempt, SessionId session) implements SavedLoginAttempt {}

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
        case Begun begun -> out.writeBoolean(false);
        case Finished finished -> {
          out.writeBoolean(true);
          out.writeUTF(finished.session().value());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Empty for what another version of this service wrote, if it wrote it otherwise. */
  static Optional<SavedLoginAttempt> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      LoginAttempt attempt =
          new LoginAttempt(
              new State(in.readUTF()),
              LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
              in.readUTF(),
              URI.create(in.readUTF()),
              Instant.ofEpochMilli(in.readLong()));
      return Optional.of(
          in.readBoolean()
              ? new Finished(
                  attempt, SessionId.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new))
              : new Begun(attempt));
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
