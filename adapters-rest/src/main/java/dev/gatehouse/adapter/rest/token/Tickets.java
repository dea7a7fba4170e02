package dev.gatehouse.adapter.rest.token;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.application.ticket.LinkTicket;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/** The tickets of one use that clients hold, sealed. Thread-safe. */
public final class Tickets {

  private final SecureRandom random;
  private final Clock clock;
  private final SealedRecords<ClosureTicket> closures;
  private final SealedRecords<LinkTicket> links;
  private final SealedRecords<RegistrationTicket> registrations;

  public Tickets(SigningKeys keys, SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
    this.closures =
        new SealedRecords<>(
            "gatehouse closure ticket v1",
            keys,
            random,
            Tickets::write,
            in ->
                new ClosureTicket(
                    new UserId(in.readLong()), identity(in), new State(in.readUTF()), moment(in)));
    this.links =
        new SealedRecords<>(
            "gatehouse link ticket v2",
            keys,
            random,
            Tickets::write,
            in ->
                new LinkTicket(
                    SessionId.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new),
                    identity(in),
                    in.readUTF(),
                    URI.create(in.readUTF()),
                    new State(in.readUTF()),
                    moment(in)));
    this.registrations =
        new SealedRecords<>(
            "gatehouse registration ticket v2",
            keys,
            random,
            Tickets::write,
            in ->
                new RegistrationTicket(
                    identity(in),
                    in.readBoolean() ? new UserId(in.readLong()) : null,
                    new NewUser(new UserName(in.readUTF())),
                    in.readBoolean() ? in.readUTF() : null,
                    SecretHash.of(in.readNBytes(SecretHash.LENGTH)),
                    URI.create(in.readUTF()),
                    new State(in.readUTF()),
                    moment(in)));
  }

  /** Tickets that cancel a closure. */
  public SealedRecords<ClosureTicket> closures() {
    return closures;
  }

  /** Tickets of identities that are to be linked to the account of a session. */
  public SealedRecords<LinkTicket> links() {
    return links;
  }

  /** Tickets of persons who are asked before a user is registered. */
  public SealedRecords<RegistrationTicket> registrations() {
    return registrations;
  }

  /** A ticket for the person whose login ended because the account is closing. */
  public String issue(LoginException.AccountClosing ending) {
    return closures.write(
        new ClosureTicket(
            ending.user(),
            ending.identity(),
            State.fresh(random),
            clock.instant().plus(ClosureTicket.LIFETIME)));
  }

  /**
   * A ticket for the person who is asked before a user is registered.
   *
   * @param verifierHash of the secret that must be shown with it
   * @param returnTo where a browser goes in the end
   */
  public String issue(LoginException.PersonAsked ending, SecretHash verifierHash, URI returnTo) {
    return registrations.write(
        new RegistrationTicket(
            ending.identity(),
            switch (ending) {
              case LoginException.NotRegistered _ -> null;
              case LoginException.DormantIdentity dormant -> dormant.user();
            },
            ending.person(),
            ending.channel().orElse(null),
            verifierHash,
            returnTo,
            State.fresh(random),
            clock.instant().plus(RegistrationTicket.LIFETIME)));
  }

  private static void write(ClosureTicket ticket, DataOutputStream out) throws IOException {
    out.writeLong(ticket.user().value());
    write(ticket.identity(), out);
    out.writeUTF(ticket.nonce().value());
    out.writeLong(ticket.expiresAt().toEpochMilli());
  }

  private static void write(LinkTicket ticket, DataOutputStream out) throws IOException {
    out.writeUTF(ticket.session().value());
    write(ticket.identity(), out);
    out.writeUTF(ticket.channel());
    out.writeUTF(ticket.returnTo().toString());
    out.writeUTF(ticket.nonce().value());
    out.writeLong(ticket.expiresAt().toEpochMilli());
  }

  private static void write(RegistrationTicket ticket, DataOutputStream out) throws IOException {
    write(ticket.identity(), out);
    out.writeBoolean(ticket.user() != null);
    if (ticket.user() != null) {
      out.writeLong(ticket.user().value());
    }
    out.writeUTF(ticket.person().name().value());
    out.writeBoolean(ticket.channel() != null);
    if (ticket.channel() != null) {
      out.writeUTF(ticket.channel());
    }
    out.write(ticket.verifierHash().bytes());
    out.writeUTF(ticket.returnTo().toString());
    out.writeUTF(ticket.nonce().value());
    out.writeLong(ticket.expiresAt().toEpochMilli());
  }

  private static void write(ExternalIdentity identity, DataOutputStream out) throws IOException {
    out.writeUTF(identity.method().code());
    out.writeUTF(identity.identification());
  }

  private static ExternalIdentity identity(DataInputStream in) throws IOException {
    return new ExternalIdentity(
        LoginMethod.parse(in.readUTF()).orElseThrow(IllegalArgumentException::new), in.readUTF());
  }

  private static Instant moment(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }
}
