package dev.gatehouse.adapter.corporate;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.AccountRestricted;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.IdentityIncomplete;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of the company. Each login has a connection of its own, because a bind decides for
 * whom a connection works. Thread-safe.
 */
final class Directory {

  private static final Logger log = LoggerFactory.getLogger(Directory.class);

  /** Stays the same when a person is renamed or moved (RFC 4530). */
  private static final String UUID = "entryUUID";

  private static final String NAME = "displayName";
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final CorporateProperties properties;
  private final DN people;

  Directory(CorporateProperties properties) throws LDAPException {
    this.properties = properties;
    this.people = new DN(properties.people());
  }

  /**
   * A person as the directory describes them.
   *
   * @param name empty if the directory has none
   */
  record Person(String uuid, String name) {

    /** Shows nothing of the person. */
    @Override
    public String toString() {
      return "Person[]";
    }
  }

  /**
   * Binds with an account and reads its entry.
   *
   * @throws LoginException if the directory did not accept the two; an outage is never reported as
   *     a rejection
   */
  Person bind(String account, String password) throws LoginException {
    // Built from parts and not from text, so that an account cannot bring a comma of its own.
    String entry = new DN(new RDN("uid", account), people).toString();
    try (LDAPConnection connection = properties.connect()) {
      connection.bind(new SimpleBindRequest(entry, password));
      return person(connection.getEntry(entry, UUID, NAME));
    } catch (LDAPException e) {
      throw ending(e.getResultCode());
    }
  }

  private static Person person(@Nullable Entry entry) throws IdentityIncomplete {
    String uuid = entry == null ? null : entry.getAttributeValue(UUID);
    if (entry == null || uuid == null) {
      log.error("a person cannot read {} of the own entry: allow that in the directory", UUID);
      throw new IdentityIncomplete("the directory gives no entryUUID");
    }
    String name = entry.getAttributeValue(NAME);
    return new Person(uuid, name == null ? "" : name);
  }

  /** Only the code: messages of a directory may quote names. */
  private static LoginException ending(ResultCode code) {
    String what = "the directory answered " + code.getName();
    if (code.equals(ResultCode.INVALID_CREDENTIALS) || code.equals(ResultCode.NO_SUCH_OBJECT)) {
      return new CredentialRejected(what);
    }
    if (code.equals(ResultCode.UNWILLING_TO_PERFORM)) {
      return new AccountRestricted(what);
    }
    if (code.equals(ResultCode.BUSY)
        || code.equals(ResultCode.UNAVAILABLE)
        || !code.isConnectionUsable()) {
      return new ProviderUnavailable(what, RETRY);
    }
    log.error("{}. Check gatehouse.corporate.people and the rights of accounts", what);
    return new ProviderMisconfigured(what);
  }
}
