package dev.gatehouse.adapter.rest.token;

import dev.gatehouse.application.account.ClosureTicket;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException.AccountClosing;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tickets that cancel a closure, sealed: a client can neither read nor change one. Thread-safe. */
public final class ClosureTickets {

  /** Part of what is sealed: another form of content needs another name. */
  private static final String PURPOSE = "gatehouse closure ticket v1";

  private final Seal seal;
  private final SecureRandom random;
  private final Clock clock;

  public ClosureTickets(SigningKeys keys, SecureRandom random, Clock clock) {
    this.seal = new Seal(keys.derive(PURPOSE), random);
    this.random = random;
    this.clock = clock;
  }

  /** A ticket for the person whose login ended because the account is closing. */
  public String issue(AccountClosing ending) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(ending.user().value());
      out.writeUTF(ending.identity().method().code());
      out.writeUTF(ending.identity().identification());
      out.writeUTF(State.fresh(random).value());
      out.writeLong(clock.instant().plus(ClosureTicket.LIFETIME).toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return seal.seal(PURPOSE, bytes.toByteArray());
  }

  /** Empty for what was not issued here. */
  public Optional<ClosureTicket> read(String text) {
    return seal.open(PURPOSE, text).flatMap(ClosureTickets::parse);
  }

  private static Optional<ClosureTicket> parse(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(
          new ClosureTicket(
              new UserId(in.readLong()),
              new ExternalIdentity(
                  LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
                  in.readUTF()),
              new State(in.readUTF()),
              Instant.ofEpochMilli(in.readLong())));
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
