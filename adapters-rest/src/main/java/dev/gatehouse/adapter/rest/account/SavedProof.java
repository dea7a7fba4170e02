package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.ProofPurpose;
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

/** What a browser keeps of a proof that a signed-in user has begun. */
record SavedProof(LoginAttempt attempt, ProofPurpose purpose) {

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(purpose.kind().name());
      out.writeUTF(purpose.session());
      out.writeUTF(attempt.state().value());
      out.writeUTF(attempt.method().code());
      out.writeUTF(attempt.channel());
      out.writeUTF(attempt.returnTo().toString());
      out.writeLong(attempt.begunAt().toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Empty for what another version of this service wrote otherwise. */
  static Optional<SavedProof> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      ProofPurpose purpose =
          new ProofPurpose(ProofPurpose.Kind.valueOf(in.readUTF()), in.readUTF());
      return Optional.of(
          new SavedProof(
              new LoginAttempt(
                  new State(in.readUTF()),
                  LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
                  in.readUTF(),
                  URI.create(in.readUTF()),
                  Instant.ofEpochMilli(in.readLong()),
                  // A proof is never silent.
                  Consent.REQUIRED),
              purpose));
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
