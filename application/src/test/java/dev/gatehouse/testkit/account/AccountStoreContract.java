package dev.gatehouse.testkit.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.Linking;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.ProfileChange;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What {@link AccountStore} promises. Extend it for each implementation. Tests use identities of
 * their own, so that they may share a store and run in parallel.
 */
public abstract class AccountStoreContract {

  private static final LoginMethod ONE = new LoginMethod("ONE");
  private static final LoginMethod OTHER = new LoginMethod("OTHER");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

  /** The methods by which the users of these tests can log in. */
  protected static final Set<LoginMethod> USABLE = Set.of(ONE, OTHER);

  protected static final UserName NAME_LEFT = new UserName("用户");

  /** How often a race is run. */
  protected static final int ROUNDS = 100;

  /** A store that works; each call may return the store of another replica. */
  protected abstract AccountStore accounts();

  /**
   * The store of {@link #accounts()} with observers.
   *
   * @param changes is told of each change
   * @param ends is told of sessions that a change has ended
   */
  protected abstract AccountStore accounts(
      AccountChangeObserver changes, Consumer<SessionEnd> ends);

  /** A store of the same kind that cannot be reached. */
  protected abstract AccountStore unreachableAccounts();

  /** The users of {@link #accounts()}. */
  protected abstract UserRepository users();

  /** Shuts a user out, in the store that {@link #accounts()} works on. */
  protected abstract void disable(UserId id);

  /** Keeps a session that was opened by a login method. */
  protected abstract void open(Session session, ExternalIdentity by);

  /** Whether a session is kept. */
  protected abstract boolean isLive(SessionId session);

  @Test
  void users_are_found_by_name_page_by_page() {
    String name = "小明" + UUID.randomUUID();
    List<UserId> registered = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UserId user = register(identity(ONE));
      accounts().change(user, new ProfileChange(new UserName(name), new ProfileChange.KeepAge()));
      registered.add(user);
    }
    disable(registered.getFirst());

    List<User> first = accounts().named(name, 2, null);
    List<User> second = accounts().named(name, 2, first.getLast().id());

    assertThat(first).extracting(User::id).isEqualTo(registered.subList(0, 2));
    assertThat(first.getFirst().disabled()).isTrue();
    assertThat(second).extracting(User::id).isEqualTo(registered.subList(2, 3));
    assertThat(accounts().named(name + "x", 2, null)).isEmpty();
  }

  @Test
  void the_identity_of_a_registration_is_the_first_of_the_user() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);

    assertThat(accounts().identitiesOf(user))
        .singleElement()
        .extracting(LinkedIdentity::identity)
        .isEqualTo(identity);
  }

  @Test
  void an_id_that_no_user_has_has_no_identities() {
    assertThat(accounts().identitiesOf(new UserId(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void a_linked_identity_leads_to_the_user() {
    UserId user = register(identity(ONE));
    ExternalIdentity second = identity(OTHER);

    Linking linking = accounts().link(user, second);

    List<LinkedIdentity> entries = accounts().identitiesOf(user);
    assertThat(entries).hasSize(2);
    assertThat(linking).isEqualTo(new Linking.Linked(entries.get(1)));
    assertThat(entries.get(1).identity()).isEqualTo(second);
    assertThat(users().findByIdentity(second)).map(User::id).contains(user);
    assertThat(users().registerIfAbsent(newUser(), second))
        .isInstanceOf(Registration.Returned.class);
  }

  /** accounts.md 3, case 21. */
  @Test
  void two_identities_of_one_method_are_two_login_methods() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    ExternalIdentity second = identity(ONE);
    link(user, second);

    unlink(user, first);

    assertThat(users().findByIdentity(first)).isEmpty();
    assertThat(users().findByIdentity(second)).map(User::id).contains(user);
  }

  @Test
  void an_identity_that_is_linked_again_is_theirs_already() {
    UserId user = register(identity(ONE));
    ExternalIdentity second = identity(OTHER);
    LinkedIdentity entry = link(user, second);

    assertThat(accounts().link(user, second)).isEqualTo(new Linking.AlreadyTheirs(entry));
    assertThat(accounts().identitiesOf(user)).hasSize(2);
  }

  @Test
  void an_identity_of_another_user_stays_where_it_is() {
    UserId user = register(identity(ONE));
    ExternalIdentity taken = identity(ONE);
    UserId owner = register(taken);

    assertThat(accounts().link(user, taken)).isEqualTo(new Linking.TakenByAnother());
    assertThat(users().findByIdentity(taken)).map(User::id).contains(owner);
    assertThat(accounts().identitiesOf(user)).hasSize(1);
  }

  @Test
  void a_user_has_at_most_twenty_login_methods() {
    UserId user = register(identity(ONE));
    for (int i = 1; i < AccountStore.MOST_LOGIN_METHODS; i++) {
      link(user, identity(OTHER));
    }
    ExternalIdentity oneMore = identity(OTHER);

    assertThat(accounts().link(user, oneMore)).isEqualTo(new Linking.TooMany());
    assertThat(users().findByIdentity(oneMore)).isEmpty();
  }

  @Test
  void a_disabled_user_links_and_unlinks_nothing() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    LinkedIdentity entry = link(user, identity(OTHER));
    disable(user);

    assertThat(accounts().link(user, identity(OTHER))).isEqualTo(new Linking.UserInactive());
    assertThat(accounts().unlink(user, entry.id(), sessionId(), USABLE))
        .isEqualTo(new Unlinking.UserInactive());
    assertThat(accounts().identitiesOf(user)).hasSize(2);
  }

  @Test
  void a_user_who_is_not_there_links_and_unlinks_nothing() {
    UserId user = new UserId(Long.MAX_VALUE);

    assertThat(accounts().link(user, identity(ONE))).isEqualTo(new Linking.UserInactive());
    assertThat(accounts().unlink(user, new LoginMethodId(1), sessionId(), USABLE))
        .isEqualTo(new Unlinking.UserInactive());
  }

  @Test
  void name_and_age_change_one_by_one_and_together() {
    UserId user = register(identity(ONE));
    UserName first = new UserName("王伟");
    UserName second = new UserName("👩‍🔬 Ada");

    assertThat(changed(user, new ProfileChange(first, new ProfileChange.KeepAge())))
        .returns("王伟", User::name)
        .returns(OptionalInt.empty(), User::age);
    assertThat(changed(user, new ProfileChange(null, new ProfileChange.NewAge(0))))
        .returns("王伟", User::name)
        .returns(OptionalInt.of(0), User::age);
    assertThat(changed(user, new ProfileChange(second, new ProfileChange.NewAge(150))))
        .returns(second.value(), User::name)
        .returns(OptionalInt.of(150), User::age);
    assertThat(changed(user, new ProfileChange(null, new ProfileChange.NewAge(null))))
        .returns(OptionalInt.empty(), User::age);
    assertThat(changed(user, new ProfileChange(null, new ProfileChange.KeepAge())))
        .isEqualTo(users().find(user).orElseThrow())
        .returns(second.value(), User::name);
  }

  @Test
  void a_user_who_is_disabled_or_gone_changes_no_profile() {
    UserId user = register(identity(ONE));
    disable(user);
    ProfileChange change = new ProfileChange(new UserName("王伟"), new ProfileChange.NewAge(42));

    assertThat(accounts().change(user, change)).isEmpty();
    assertThat(accounts().change(new UserId(Long.MAX_VALUE), change)).isEmpty();
    assertThat(users().find(user)).map(User::name).contains("小明");
  }

  @Test
  void a_closing_account_has_no_sessions_and_can_be_reopened_until_it_is_due() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    SessionId session = opened(user, identity);
    Instant closesAt = later();

    assertThat(accounts().close(user, closesAt, NAME_LEFT))
        .isEqualTo(new Closing.Scheduled(closesAt));
    assertThat(accounts().close(user, closesAt.plusSeconds(1), NAME_LEFT))
        .isEqualTo(new Closing.AlreadyScheduled(closesAt));

    assertThat(isLive(session)).isFalse();
    assertThat(users().findByIdentity(identity)).flatMap(User::closesAt).contains(closesAt);
    assertThat(accounts().link(user, identity(OTHER))).isEqualTo(new Linking.UserInactive());
    assertThat(accounts().reopen(user)).isEqualTo(users().find(user)).isPresent();
    assertThat(accounts().reopen(user)).isEmpty();
    assertThat(users().findByIdentity(identity)).flatMap(User::closesAt).isEmpty();
  }

  @Test
  void a_disabled_user_has_no_sessions_and_can_be_enabled_again() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    SessionId session = opened(user, identity);

    assertThat(accounts().disable(user)).isTrue();
    assertThat(accounts().disable(user)).isTrue();

    assertThat(isLive(session)).isFalse();
    assertThat(users().find(user)).map(User::disabled).contains(true);
    assertThat(accounts().enable(user)).isTrue();
    assertThat(accounts().enable(user)).isTrue();
    assertThat(users().find(user)).map(User::disabled).contains(false);
    assertThat(accounts().disable(new UserId(Long.MAX_VALUE))).isFalse();
    assertThat(accounts().enable(new UserId(Long.MAX_VALUE))).isFalse();
  }

  /** A login finds its user first and opens the session later. */
  @Test
  void a_session_that_is_opened_while_its_user_is_disabled_is_not_live_afterwards() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    disable(user);
    SessionId late = opened(user, identity);

    accounts().enable(user);

    assertThat(isLive(late)).isFalse();
  }

  @Test
  void a_disabled_user_can_be_closed() {
    UserId user = register(identity(ONE));
    disable(user);

    assertThat(accounts().close(user, later(), NAME_LEFT)).isInstanceOf(Closing.Scheduled.class);
  }

  @Test
  void a_closed_account_keeps_its_id_alone() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    ExternalIdentity second = identity(OTHER);
    link(user, second);
    accounts().change(user, new ProfileChange(new UserName("王伟"), new ProfileChange.NewAge(42)));
    Instant closesAt = later();
    accounts().close(user, closesAt, NAME_LEFT);

    assertThat(closeDue(closesAt.minusMillis(1), user)).isFalse();
    assertThat(closeDue(closesAt, user)).isTrue();

    assertThat(users().find(user))
        .hasValueSatisfying(left ->
            assertThat(left)
                .returns(NAME_LEFT.value(), User::name)
                .returns(OptionalInt.empty(), User::age)
                .returns(false, User::active));
    assertThat(accounts().identitiesOf(user)).isEmpty();
    assertThat(accounts().reopen(user)).isEmpty();
    assertThat(accounts().close(user, later(), NAME_LEFT)).isEqualTo(new Closing.UserInactive());
    // accounts.md 3, case 14.
    assertThat(register(first)).isNotEqualTo(user);
    assertThat(register(second)).isNotEqualTo(user);
  }

  @Test
  void without_a_grace_time_an_account_closes_at_once() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);

    assertThat(accounts().close(user, Instant.EPOCH, NAME_LEFT))
        .isEqualTo(new Closing.Scheduled(Instant.EPOCH));

    assertThat(users().findByIdentity(identity)).isEmpty();
  }

  @Test
  void a_user_who_is_not_there_is_neither_closed_nor_reopened() {
    UserId user = new UserId(Long.MAX_VALUE);

    assertThat(accounts().close(user, later(), NAME_LEFT)).isEqualTo(new Closing.UserInactive());
    assertThat(accounts().reopen(user)).isEmpty();
  }

  /** Closes what is due, and tells whether this user's account has become closed by that. */
  private boolean closeDue(Instant now, UserId user) {
    boolean before = accounts().identitiesOf(user).isEmpty();
    while (accounts().closeDue(now, 10, NAME_LEFT) == 10) {
      // There may be more.
    }
    return !before && accounts().identitiesOf(user).isEmpty();
  }

  /** A moment in years of their own: no closure of another test is due at it. */
  private static Instant later() {
    return Instant.parse("2100-01-01T00:00:00Z").plusMillis(RANDOM.nextInt(1_000_000_000));
  }

  @Test
  void an_unlinked_identity_is_free_again() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    link(user, identity(OTHER));

    unlink(user, first);

    assertThat(users().findByIdentity(first)).isEmpty();
    // accounts.md 3, case 7: the next login by it registers a new user.
    assertThat(register(first)).isNotEqualTo(user);
  }

  @Test
  void the_last_login_method_stays() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    LoginMethodId id = accounts().identitiesOf(user).getFirst().id();

    assertThat(accounts().unlink(user, id, sessionId(), USABLE)).isEqualTo(new Unlinking.LastOne());
    assertThat(users().findByIdentity(identity)).map(User::id).contains(user);
  }

  /** Without a usable one the user could not log in any more. */
  @Test
  void a_login_method_stays_if_only_unusable_ones_would_remain() {
    UserId user = register(identity(ONE));
    LinkedIdentity usable = link(user, identity(OTHER));
    LinkedIdentity unusable = accounts().identitiesOf(user).getFirst();

    assertThat(accounts().unlink(user, usable.id(), sessionId(), Set.of(OTHER)))
        .isEqualTo(new Unlinking.LastOne());
    assertThat(accounts().unlink(user, unusable.id(), sessionId(), Set.of(OTHER)))
        .isEqualTo(new Unlinking.Unlinked(unusable, 0));
  }

  @Test
  void a_session_knows_the_login_method_that_opened_it_until_that_is_unlinked() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    link(user, identity(OTHER));
    SessionId session = opened(user, first);

    assertThat(accounts().openedBy(session))
        .contains(accounts().identitiesOf(user).getFirst().id());
    unlink(user, first, session);

    assertThat(accounts().openedBy(session)).isEmpty();
    assertThat(accounts().openedBy(sessionId())).isEmpty();
  }

  @Test
  void a_login_method_of_another_user_is_not_theirs() {
    UserId user = register(identity(ONE));
    link(user, identity(OTHER));
    UserId owner = register(identity(ONE));
    LinkedIdentity entry = link(owner, identity(OTHER));

    assertThat(accounts().unlink(user, entry.id(), sessionId(), USABLE))
        .isEqualTo(new Unlinking.NotTheirs());
    assertThat(accounts().identitiesOf(owner)).contains(entry);
  }

  /** accounts.md 3, case 23. */
  @Test
  void the_sessions_of_an_unlinked_login_method_end_but_for_the_current_one() {
    ExternalIdentity first = identity(ONE);
    UserId user = register(first);
    ExternalIdentity second = identity(OTHER);
    link(user, second);
    SessionId current = opened(user, first);
    SessionId another = opened(user, first);
    SessionId third = opened(user, first);
    SessionId bySecond = opened(user, second);

    assertThat(unlink(user, first, current).sessionsEnded()).isEqualTo(2);

    assertThat(isLive(current)).isTrue();
    assertThat(isLive(bySecond)).isTrue();
    assertThat(isLive(another)).isFalse();
    assertThat(isLive(third)).isFalse();
  }

  @Test
  void a_released_identity_leads_to_no_user_and_its_sessions_end() {
    ExternalIdentity lost = identity(ONE);
    UserId user = register(lost);
    ExternalIdentity kept = identity(OTHER);
    link(user, kept);
    SessionId byLost = opened(user, lost);
    SessionId byKept = opened(user, kept);

    assertThat(accounts().release(user, lost, FAR_FUTURE)).isTrue();

    assertThat(users().findByIdentity(lost)).isEmpty();
    assertThat(users().findByIdentity(kept)).map(User::id).contains(user);
    assertThat(isLive(byLost)).isFalse();
    assertThat(isLive(byKept)).isTrue();
    assertThat(users().registerIfAbsent(newUser(), lost).user().id()).isNotEqualTo(user);
  }

  @Test
  void an_identity_is_not_released_if_it_was_used_or_is_anothers_or_the_user_is_shut_out() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    UserId other = register(identity(ONE));

    assertThat(accounts().release(user, identity, Instant.EPOCH)).isFalse();
    assertThat(accounts().release(other, identity, FAR_FUTURE)).isFalse();
    assertThat(accounts().release(user, identity(ONE), FAR_FUTURE)).isFalse();
    disable(user);
    assertThat(accounts().release(user, identity, FAR_FUTURE)).isFalse();

    assertThat(users().findByIdentity(identity)).map(User::id).contains(user);
  }

  @Test
  void of_two_releases_of_one_identity_at_once_one_takes_it() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ExternalIdentity identity = identity(ONE);
      UserId user = register(identity);

      List<Boolean> ends =
          atOnce(
              () -> accounts().release(user, identity, FAR_FUTURE),
              () -> accounts().release(user, identity, FAR_FUTURE));

      assertThat(ends).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void a_noted_use_is_shown_with_the_identity_of_its_user_alone() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity(OTHER));
    UserId other = register(identity(ONE));
    link(user, identity);

    accounts().noteUse(other, identity);
    accounts().noteUse(user, identity);

    assertThat(accounts().identitiesOf(user))
        .filteredOn(entry -> entry.identity().equals(identity))
        .singleElement()
        .extracting(LinkedIdentity::lastUsed)
        .isNotNull();
    assertThat(accounts().identitiesOf(other)).hasSize(1);
  }

  /** accounts.md 3, case 1. */
  @Test
  void of_two_users_who_link_one_identity_at_once_one_gets_it() throws Exception {
    UserId one = register(identity(ONE));
    UserId other = register(identity(ONE));

    for (int round = 0; round < ROUNDS; round++) {
      ExternalIdentity identity = identity(OTHER);

      List<Linking> ends =
          atOnce(() -> accounts().link(one, identity), () -> accounts().link(other, identity));

      UserId owner = users().findByIdentity(identity).orElseThrow().id();
      assertThat(ends).filteredOn(Linking.Linked.class::isInstance).hasSize(1);
      assertThat(ends).contains(new Linking.TakenByAnother());
      unlink(owner, identity);
    }
  }

  /** accounts.md 3, case 2. */
  @Test
  void a_link_and_the_first_login_of_one_identity_leave_it_with_one_user() throws Exception {
    UserId user = register(identity(ONE));

    for (int round = 0; round < ROUNDS; round++) {
      ExternalIdentity identity = identity(OTHER);

      List<Object> ends =
          atOnce(
              () -> accounts().link(user, identity),
              () -> users().registerIfAbsent(newUser(), identity));

      UserId owner = users().findByIdentity(identity).orElseThrow().id();
      Registration registration = (Registration) ends.get(1);
      assertThat(registration.user().id()).isEqualTo(owner);
      if (owner.equals(user)) {
        assertThat(ends.get(0)).isInstanceOf(Linking.Linked.class);
        assertThat(registration).isInstanceOf(Registration.Returned.class);
        unlink(user, identity);
      } else {
        assertThat(ends.get(0)).isEqualTo(new Linking.TakenByAnother());
        assertThat(registration).isInstanceOf(Registration.Registered.class);
      }
    }
  }

  /** accounts.md 3, case 3. */
  @Test
  void an_identity_that_a_user_links_twice_at_once_is_linked_once() throws Exception {
    UserId user = register(identity(ONE));

    for (int round = 0; round < ROUNDS; round++) {
      ExternalIdentity identity = identity(OTHER);

      List<Linking> ends =
          atOnce(() -> accounts().link(user, identity), () -> accounts().link(user, identity));

      assertThat(ends).filteredOn(Linking.Linked.class::isInstance).hasSize(1);
      assertThat(ends).filteredOn(Linking.AlreadyTheirs.class::isInstance).hasSize(1);
      unlink(user, identity);
    }
  }

  /** accounts.md 3, case 4. */
  @Test
  void of_the_last_two_login_methods_one_stays_when_both_are_unlinked_at_once() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = register(identity(ONE));
      LinkedIdentity second = link(user, identity(OTHER));
      LinkedIdentity first = accounts().identitiesOf(user).getFirst();

      List<Unlinking> ends =
          atOnce(
              () -> accounts().unlink(user, first.id(), sessionId(), USABLE),
              () -> accounts().unlink(user, second.id(), sessionId(), USABLE));

      assertThat(ends).filteredOn(Unlinking.Unlinked.class::isInstance).hasSize(1);
      assertThat(ends).contains(new Unlinking.LastOne());
      assertThat(accounts().identitiesOf(user)).hasSize(1);
    }
  }

  /** accounts.md 3, case 5. */
  @Test
  void an_unlink_of_the_only_login_method_and_a_link_leave_at_least_one() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = register(identity(ONE));
      LinkedIdentity only = accounts().identitiesOf(user).getFirst();

      List<Object> ends =
          atOnce(
              () -> accounts().unlink(user, only.id(), sessionId(), USABLE),
              () -> accounts().link(user, identity(OTHER)));

      assertThat(ends.get(1)).isInstanceOf(Linking.Linked.class);
      assertThat(accounts().identitiesOf(user))
          .hasSize(ends.get(0) instanceof Unlinking.LastOne ? 2 : 1);
    }
  }

  /** accounts.md 3, case 8. */
  @Test
  void nothing_is_linked_to_a_user_once_it_is_disabled() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = register(identity(ONE));
      ExternalIdentity identity = identity(OTHER);

      List<Object> ends =
          atOnce(
              () -> accounts().link(user, identity),
              () -> {
                disable(user);
                return users().findByIdentity(identity).isPresent();
              });

      boolean linked = ends.get(0) instanceof Linking.Linked;
      assertThat(users().findByIdentity(identity).isPresent()).isEqualTo(linked);
      if (!linked) {
        assertThat(ends.get(0)).isEqualTo(new Linking.UserInactive());
      }
      assertThat(accounts().link(user, identity(OTHER))).isEqualTo(new Linking.UserInactive());
    }
  }

  @Test
  void each_change_is_told_once() {
    List<String> told = new ArrayList<>();
    UserId user = register(identity(ONE));
    ExternalIdentity second = identity(OTHER);
    ExternalIdentity third = identity(OTHER);
    AccountStore store =
        accounts((change, _) -> {
          assertThat(change.user()).isEqualTo(user);
          told.add(change.kind() + (change.method() == null ? "" : " " + change.method().code()));
        });

    LinkedIdentity linked = ((Linking.Linked) store.link(user, second)).entry();
    store.link(user, second);
    store.unlink(user, linked.id(), sessionId(), USABLE);
    store.unlink(user, linked.id(), sessionId(), USABLE);
    store.link(user, third);
    store.release(user, third, FAR_FUTURE);
    store.release(user, third, FAR_FUTURE);
    store.disable(user);
    store.disable(user);
    store.enable(user);
    store.enable(user);
    store.close(user, FAR_FUTURE, NAME_LEFT);
    store.close(user, FAR_FUTURE, NAME_LEFT);
    store.reopen(user);
    store.reopen(user);
    store.close(user, Instant.EPOCH, NAME_LEFT);
    store.close(user, Instant.EPOCH, NAME_LEFT);

    assertThat(told)
        .containsExactly(
            "LINKED OTHER",
            "UNLINKED OTHER",
            "LINKED OTHER",
            "REASSIGNED OTHER",
            "DISABLED",
            "ENABLED",
            "CLOSING",
            "REOPENED",
            "CLOSING",
            "CLOSED");
  }

  @Test
  void a_change_is_told_after_its_commit() {
    UserId user = register(identity(ONE));
    ExternalIdentity second = identity(OTHER);
    List<Integer> seen = new ArrayList<>();

    AccountStore store = accounts((_, _) -> seen.add(accounts().identitiesOf(user).size()));
    store.link(user, second);
    store.release(user, second, FAR_FUTURE);

    assertThat(seen).containsExactly(2, 1);
  }

  @Test
  void a_closure_is_told_with_its_moment() {
    List<AccountChange> told = new ArrayList<>();
    UserId user = register(identity(ONE));

    accounts((change, _) -> told.add(change)).close(user, FAR_FUTURE, NAME_LEFT);

    assertThat(told).extracting(AccountChange::closesAt).containsExactly(FAR_FUTURE);
  }

  @Test
  void the_end_of_sessions_is_told_once_with_its_reason() {
    ExternalIdentity first = identity(ONE);
    ExternalIdentity second = identity(OTHER);
    ExternalIdentity third = identity(OTHER);
    UserId user = register(first);
    LinkedIdentity linked = link(user, second);
    link(user, third);
    opened(user, second);
    opened(user, second);
    opened(user, third);
    SessionId current = opened(user, first);
    List<String> told = new ArrayList<>();
    AccountStore store =
        accounts(
            (_, _) -> {},
            end -> {
              assertThat(end.user()).isEqualTo(user);
              told.add(end.why().word() + " " + end.sessions());
            });

    store.unlink(user, linked.id(), current, USABLE);
    store.unlink(user, linked.id(), current, USABLE);
    store.release(user, third, FAR_FUTURE);
    store.release(user, third, FAR_FUTURE);
    store.disable(user);
    store.disable(user);
    opened(user, first);
    store.enable(user);
    store.enable(user);
    opened(user, first);
    store.close(user, FAR_FUTURE, NAME_LEFT);
    store.close(user, FAR_FUTURE, NAME_LEFT);

    assertThat(told)
        .containsExactly(
            "login_method_unlinked 2",
            "login_method_unlinked 1",
            "user_disabled 1",
            "user_disabled 1",
            "account_closing 1");
  }

  @Test
  void the_end_of_sessions_is_told_after_its_commit() {
    ExternalIdentity identity = identity(ONE);
    UserId user = register(identity);
    SessionId session = opened(user, identity);
    List<Boolean> live = new ArrayList<>();

    accounts((_, _) -> {}, _ -> live.add(isLive(session))).disable(user);

    assertThat(live).containsExactly(false);
  }

  @Test
  void a_store_that_cannot_be_reached_says_so() {
    AccountStore unreachable = unreachableAccounts();
    UserId user = new UserId(1);

    assertThatThrownBy(() -> unreachable.identitiesOf(user))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(
            () -> unreachable.change(user, new ProfileChange(null, new ProfileChange.NewAge(1))))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.close(user, NOW, NAME_LEFT))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.reopen(user))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.closeDue(NOW, 1, NAME_LEFT))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.openedBy(sessionId()))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.release(user, identity(ONE), NOW))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.noteUse(user, identity(ONE)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.link(user, identity(ONE)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.unlink(user, new LoginMethodId(1), sessionId(), USABLE))
        .isInstanceOf(StorageUnavailableException.class);
  }

  /** The store of {@link #accounts()} with an observer of its changes. */
  protected final AccountStore accounts(AccountChangeObserver changes) {
    return accounts(changes, _ -> {});
  }

  /** Runs two calls at the same moment. */
  @SafeVarargs
  protected static <R> List<R> atOnce(Callable<? extends R>... calls) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<R> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running = new ArrayList<>();
      for (Callable<? extends R> call : calls) {
        running.add(
            threads.submit(() -> {
              start.await();
              return call.call();
            }));
      }
      start.countDown();
      for (Future<R> each : running) {
        results.add(each.get());
      }
    }
    return results;
  }

  /** Registers a user with an identity. */
  protected final UserId register(ExternalIdentity identity) {
    return users().registerIfAbsent(newUser(), identity).user().id();
  }

  /** Links an identity that leads to no user yet. */
  protected final LinkedIdentity link(UserId user, ExternalIdentity identity) {
    return ((Linking.Linked) accounts().link(user, identity)).entry();
  }

  /** An identity that no other test uses. */
  protected static ExternalIdentity identity(LoginMethod method) {
    return new ExternalIdentity(method, UUID.randomUUID().toString());
  }

  /** An id that no session has. */
  protected static SessionId sessionId() {
    return SessionId.of(random(SessionId.LENGTH));
  }

  private User changed(UserId user, ProfileChange change) {
    return accounts().change(user, change).orElseThrow().user();
  }

  private void unlink(UserId user, ExternalIdentity identity) {
    unlink(user, identity, sessionId());
  }

  private Unlinking.Unlinked unlink(UserId user, ExternalIdentity identity, SessionId current) {
    LinkedIdentity entry =
        accounts().identitiesOf(user).stream()
            .filter(each -> each.identity().equals(identity))
            .findFirst()
            .orElseThrow();
    return (Unlinking.Unlinked) accounts().unlink(user, entry.id(), current, USABLE);
  }

  /** Opens a session by a login method. */
  protected final SessionId opened(UserId user, ExternalIdentity by) {
    SecretHash secret = SecretHash.of(random(SecretHash.LENGTH));
    Salt salt = Salt.of(random(Salt.LENGTH));
    Session session =
        new Session(
            sessionId(),
            user,
            NOW,
            NOW.plus(Duration.ofDays(30)),
            new Session.Rotation(secret, secret, salt, NOW));
    open(session, by);
    return session.id();
  }

  private static NewUser newUser() {
    return new NewUser(new UserName("小明"));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
