package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.token.Seal;
import dev.gatehouse.application.account.LinkTicket;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
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

/** Tickets of proven identities as text, sealed. Thread-safe. */
final class LinkTickets {

  private static final String NAME = "link ticket";

  private final Seal seal;

  LinkTickets(Seal seal) {
    this.seal = seal;
  }

  String write(LinkTicket ticket) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(ticket.session().value());
      out.writeUTF(ticket.identity().method().code());
      out.writeUTF(ticket.identity().identification());
      out.writeUTF(ticket.channel());
      out.writeUTF(ticket.returnTo().toString());
      out.writeUTF(ticket.nonce().value());
      out.writeLong(ticket.expiresAt().toEpochMilli());
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return seal.seal(NAME, bytes.toByteArray());
  }

  /** Empty for what was not written here. */
  Optional<LinkTicket> read(String text) {
    return seal.open(NAME, text).flatMap(LinkTickets::parse);
  }

  private static Optional<LinkTicket> parse(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return Optional.of(
          new LinkTicket(
              SessionId.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
              new ExternalIdentity(
                  LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
                  in.readUTF()),
              in.readUTF(),
              URI.create(in.readUTF()),
              new State(in.readUTF()),
              Instant.ofEpochMilli(in.readLong())));
    } catch (IOException | IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
