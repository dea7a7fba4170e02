package dev.gatehouse.adapter.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.FullLDAPInterface;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import com.unboundid.ldap.sdk.controls.PostReadRequestControl;
import com.unboundid.ldap.sdk.controls.PostReadResponseControl;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.KnownUser;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry for each user, under a name that is made of the identity: the directory itself refuses
 * a second entry of one name, and writes an entry as a whole or not at all. Ids come from a counter
 * in the entry {@code cn=counter}.
 */
final class LdapUserRepository implements UserRepository {

  private static final String ID = "employeeNumber";
  private static final String NAME = "displayName";
  private static final String METHOD = "ou";

  /** The attribute with which an operator shuts a user out, and its value. */
  static final String STATE = "employeeType";

  static final String DISABLED = "disabled";

  /** The attribute that an entry has if the user or an operator chose its name. */
  static final String NAME_CHOSEN = "description";

  private final FullLDAPInterface directory;
  private final DN base;

  /**
   * @param directory thread-safe, a pool of connections
   * @param base the entry under which the users are
   */
  LdapUserRepository(FullLDAPInterface directory, DN base) {
    this.directory = directory;
    this.base = base;
  }

  /** A call to the directory. */
  private interface Call<R> {
    R ask() throws LDAPException;
  }

  /** Knows nothing that the next search would not find out. */
  @Override
  public void requireReachable() {}

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return ask(() -> Optional.ofNullable(directory.getEntry(nameOf(identity).toString())))
        .map(LdapUserRepository::user);
  }

  /** The directory does not keep when identities were used. */
  @Override
  public Optional<KnownUser> findForLogin(ExternalIdentity identity, Instant usedSince) {
    return findByIdentity(identity).map(user -> new KnownUser(user, false));
  }

  @Override
  public Optional<User> find(UserId id) {
    return entryOf(id).map(LdapUserRepository::user);
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    return entryOf(id)
        .map(entry -> new Account(user(entry), List.of(new LoginMethod(attribute(METHOD, entry)))));
  }

  private Optional<Entry> entryOf(UserId id) {
    // The counter has a number, too, but no method.
    Filter sameId =
        Filter.createANDFilter(
            Filter.createEqualityFilter(ID, Long.toString(id.value())),
            Filter.createPresenceFilter(METHOD));
    return ask(() ->
        Optional.ofNullable(directory.searchForEntry(base.toString(), SearchScope.ONE, sameId)));
  }

  @Override
  public Registration registerIfAbsent(NewUser newUser, ExternalIdentity identity) {
    return ask(() -> {
      User user = User.registered(nextId(), newUser);
      try {
        directory.add(entry(user, identity));
        return new Registration.Registered(user);
      } catch (LDAPException e) {
        if (e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
          return new Registration.Returned(
              findByIdentity(identity)
                  .orElseThrow(
                      () -> new StorageUnavailableException("the entry was there and is not")));
        }
        throw e;
      }
    });
  }

  /** The directory checks the condition and writes in one step (RFC 4528). */
  @Override
  public Optional<User> replaceUnchosenName(User user, UserName name) {
    return entryOf(user.id())
        .flatMap(entry ->
            ask(() -> {
              ModifyRequest replace =
                  new ModifyRequest(
                      entry.getDN(),
                      new Modification(ModificationType.REPLACE, NAME, name.value()));
              replace.addControl(
                  new AssertionRequestControl(
                      Filter.createANDFilter(
                          Filter.createEqualityFilter(NAME, user.name()),
                          Filter.createNOTFilter(Filter.createPresenceFilter(NAME_CHOSEN)))));
              try {
                directory.modify(replace);
                return Optional.of(user.named(name));
              } catch (LDAPException e) {
                if (e.getResultCode().equals(ResultCode.ASSERTION_FAILED)) {
                  return Optional.empty();
                }
                throw e;
              }
            }));
  }

  /** An id that is not used in the end is a gap, which is no harm. */
  private UserId nextId() throws LDAPException {
    ModifyRequest next =
        new ModifyRequest(
            new DN(new RDN("cn", "counter"), base),
            new Modification(ModificationType.INCREMENT, ID, "1"));
    next.addControl(new PostReadRequestControl(ID));
    PostReadResponseControl counter =
        Objects.requireNonNull(
            PostReadResponseControl.get(directory.modify(next)), "the counter that was read back");
    return idOf(counter.getEntry());
  }

  /** In hexadecimal digits: a directory compares text without regard to case and blanks. */
  private DN nameOf(ExternalIdentity identity) {
    String text = identity.method() + ":" + identity.identification();
    return new DN(new RDN("uid", HexFormat.of().formatHex(text.getBytes(UTF_8))), base);
  }

  private Entry entry(User user, ExternalIdentity identity) {
    Entry entry = new Entry(nameOf(identity));
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("cn", user.name());
    entry.addAttribute("sn", user.name());
    entry.addAttribute(NAME, user.name());
    entry.addAttribute(ID, Long.toString(user.id().value()));
    entry.addAttribute(METHOD, identity.method().code());
    return entry;
  }

  private static User user(Entry entry) {
    return User.restored(
        idOf(entry), attribute(NAME, entry), null, entry.hasAttributeValue(STATE, DISABLED));
  }

  private static UserId idOf(Entry entry) {
    return new UserId(Long.parseLong(attribute(ID, entry)));
  }

  private static String attribute(String name, Entry entry) {
    return Objects.requireNonNull(entry.getAttributeValue(name), name);
  }

  /** What the directory could not do is an outage; what it refuses is a mistake of ours. */
  private static <R> R ask(Call<R> call) {
    try {
      return call.ask();
    } catch (LDAPException e) {
      if (e.getResultCode().isConnectionUsable()) {
        throw new IllegalStateException("the directory refuses: " + e.getResultCode());
      }
      throw new StorageUnavailableException("the directory cannot be reached", e);
    }
  }
}
