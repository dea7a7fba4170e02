package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link UserRepository} promises. Extend it for each implementation. Tests use identities of
 * their own, so that they may share a store and run in parallel.
 */
public abstract class UserRepositoryContract {

  private static final Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");
  private static final LoginMethod METHOD = new LoginMethod("CONTRACT");

  /** A repository that works. */
  protected abstract UserRepository repository();

  /** A repository of the same kind whose store cannot be reached. */
  protected abstract UserRepository unreachableRepository();

  /** Shuts a user out, in the store that {@link #repository()} works on. */
  protected abstract void disable(UserId id);

  /** Marks the name as chosen by the user, in the store that {@link #repository()} works on. */
  protected abstract void nameChosen(UserId id);

  /** Whether the store keeps when identities were used. */
  protected boolean keepsUses() {
    return true;
  }

  @Test
  void an_unknown_identity_leads_to_no_user() {
    assertThat(repository().findByIdentity(newIdentity())).isEmpty();
  }

  @Test
  void a_registered_user_is_found_again_by_identity() {
    ExternalIdentity identity = newIdentity();

    User user = register("小明", identity).user();

    assertThat(user.name()).isEqualTo("小明");
    assertThat(user.age()).isEmpty();
    assertThat(repository().findByIdentity(identity)).contains(user);
  }

  @Test
  void a_login_finds_the_user_of_an_identity_that_was_used_since() {
    ExternalIdentity identity = newIdentity();
    User user = register("小明", identity).user();

    assertThat(repository().findForLogin(identity, Instant.EPOCH))
        .contains(new KnownUser(user, false));
    assertThat(repository().findForLogin(newIdentity(), Instant.EPOCH)).isEmpty();
  }

  @Test
  void a_login_by_an_identity_that_was_not_used_since_leaves_it_dormant_if_the_store_knows() {
    ExternalIdentity identity = newIdentity();
    User user = register("小明", identity).user();

    for (int login = 0; login < 2; login++) {
      assertThat(repository().findForLogin(identity, FAR_FUTURE))
          .contains(new KnownUser(user, keepsUses()));
    }
  }

  @Test
  void the_first_registration_creates_and_the_second_finds() {
    ExternalIdentity identity = newIdentity();

    Registration first = register("first", identity);
    Registration second = register("second", identity);

    assertThat(first).isInstanceOf(Registration.Registered.class);
    assertThat(second).isEqualTo(new Registration.Returned(first.user()));
  }

  @Test
  void a_registered_user_is_found_again_by_id() {
    User user = register("小明", newIdentity()).user();
    User other = register("小红", newIdentity()).user();

    assertThat(repository().find(user.id())).contains(user);
    assertThat(repository().find(other.id())).contains(other);
  }

  @Test
  void an_account_is_the_user_and_the_ways_to_log_in() {
    User user = register("小明", newIdentity()).user();

    assertThat(repository().findAccount(user.id())).contains(new Account(user, List.of(METHOD)));
  }

  @Test
  void an_unused_id_is_no_user_and_no_account() {
    assertThat(repository().find(new UserId(Long.MAX_VALUE))).isEmpty();
    assertThat(repository().findAccount(new UserId(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void a_disabled_user_is_found_as_one() {
    ExternalIdentity identity = newIdentity();
    UserId id = register("小明", identity).user().id();
    User other = register("小红", newIdentity()).user();

    disable(id);

    assertThat(repository().findByIdentity(identity)).map(User::disabled).contains(true);
    assertThat(repository().find(id)).map(User::disabled).contains(true);
    assertThat(repository().findAccount(id)).map(Account::user).map(User::disabled).contains(true);
    assertThat(repository().find(other.id())).contains(other);
    assertThat(repository().findAccount(other.id())).map(Account::user).contains(other);
  }

  @Test
  void a_name_that_was_not_chosen_is_replaced_once() {
    ExternalIdentity identity = newIdentity();
    User read = register("用户", identity).user();
    User other = register("用户", newIdentity()).user();

    User renamed = repository().replaceUnchosenName(read, new UserName("小明")).orElseThrow();

    assertThat(renamed.name()).isEqualTo("小明");
    assertThat(repository().findByIdentity(identity)).contains(renamed);
    assertThat(repository().replaceUnchosenName(read, new UserName("小红"))).isEmpty();
    assertThat(repository().findByIdentity(identity)).contains(renamed);
    assertThat(repository().find(other.id())).contains(other);
  }

  @Test
  void a_chosen_name_is_not_replaced() {
    User read = register("用户", newIdentity()).user();
    nameChosen(read.id());

    assertThat(repository().replaceUnchosenName(read, new UserName("小明"))).isEmpty();

    assertThat(repository().find(read.id())).contains(read);
  }

  @Test
  void two_identities_are_two_users() {
    User one = register("same name", newIdentity()).user();
    User other = register("same name", newIdentity()).user();

    assertThat(one.id()).isNotEqualTo(other.id());
  }

  /** SEC-11. */
  @ParameterizedTest
  @ValueSource(
      strings = {"AbC", "abc ", "abc\t", " abc", "ａｂｃ", "abç", "abc\u0327", "abc\u200b", "abc\0"})
  void identifications_are_compared_character_by_character(String variant) {
    String unique = UUID.randomUUID().toString();
    ExternalIdentity plain = new ExternalIdentity(METHOD, unique + "abc");
    ExternalIdentity other =
        new ExternalIdentity(
            METHOD, variant.startsWith(" ") ? " " + unique + "abc" : unique + variant);

    User user = register("plain", plain).user();

    assertThat(repository().findByIdentity(other)).isEmpty();
    assertThat(register("other", other)).isInstanceOf(Registration.Registered.class);
    assertThat(repository().findByIdentity(plain)).contains(user);
  }

  @Test
  void one_identification_of_two_methods_is_two_users() {
    String identification = UUID.randomUUID().toString();
    LoginMethod lowerCase = new LoginMethod("contract");

    User one = register("one", new ExternalIdentity(METHOD, identification)).user();
    Registration other = register("other", new ExternalIdentity(lowerCase, identification));

    assertThat(other).isInstanceOf(Registration.Registered.class);
    assertThat(other.user().id()).isNotEqualTo(one.id());
  }

  @Test
  void the_longest_identity_and_name_are_kept_whole() {
    String identification = UUID.randomUUID() + "🙂".repeat(ExternalIdentity.MAX_LENGTH - 36);
    String name = "👩‍🚀".repeat(UserName.MAX_LENGTH / 3) + "末";
    ExternalIdentity identity =
        new ExternalIdentity(new LoginMethod("M".repeat(LoginMethod.MAX_LENGTH)), identification);

    register(name, identity);

    assertThat(repository().findByIdentity(identity)).map(User::name).contains(name);
  }

  /** Four bytes each in UTF-8, composed and decomposed forms, blanks that look alike. */
  @ParameterizedTest
  @ValueSource(
      strings = {"🙂", "👩‍👩‍👧‍👦", "𠮷野家", "é", "e\u0301", "Ａｄａ", "a\u00a0b", "a\u3000b"})
  void a_name_is_kept_as_it_is(String name) {
    ExternalIdentity identity = newIdentity();

    register(name, identity);

    assertThat(repository().findByIdentity(identity)).map(User::name).contains(name);
  }

  /** SEC-11: the same letter, composed and decomposed, is two identifications. */
  @Test
  void identifications_are_not_normalized() {
    String unique = UUID.randomUUID().toString();

    User composed = register("one", new ExternalIdentity(METHOD, unique + "é")).user();
    User decomposed = register("other", new ExternalIdentity(METHOD, unique + "e\u0301")).user();

    assertThat(decomposed.id()).isNotEqualTo(composed.id());
  }

  @Test
  void hostile_text_is_only_text() {
    String hostile = "Robert'); drop table `user`; -- \\ \" % _";
    ExternalIdentity identity = new ExternalIdentity(METHOD, "' or '1'='1 " + shortId());

    register(hostile, identity);

    assertThat(repository().findByIdentity(identity)).map(User::name).contains(hostile);
  }

  /** SEC-15. */
  @Test
  void of_many_simultaneous_first_registrations_one_creates_and_all_agree() throws Exception {
    ExternalIdentity identity = newIdentity();
    int callers = 32;

    List<Registration> registrations =
        atOnce(Collections.nCopies(callers, () -> register("racer", identity)));

    assertThat(registrations).hasSize(callers);
    assertThat(registrations).filteredOn(Registration.Registered.class::isInstance).hasSize(1);
    assertThat(registrations)
        .extracting(Registration::user)
        .containsOnly(registrations.get(0).user());
  }

  /** SEC-11: also where they share the work. */
  @Test
  void look_ups_at_the_same_time_find_their_own_user_each() throws Exception {
    UserRepository repository = repository();
    String unique = shortId();
    Map<ExternalIdentity, Optional<User>> users = new LinkedHashMap<>();
    for (String known :
        List.of("abc", "AbC", "abc ", "ａｂｃ", "abç", "abc\u0327", "🙂", "' or '1'='1")) {
      ExternalIdentity identity = new ExternalIdentity(METHOD, unique + known);
      users.put(identity, Optional.of(register(known, identity).user()));
    }
    for (String unknown : List.of("ABC", "abc\t", "abc  ", "ab", "abc%", "\\")) {
      users.put(new ExternalIdentity(METHOD, unique + unknown), Optional.empty());
    }
    users.put(new ExternalIdentity(new LoginMethod("contract"), unique + "abc"), Optional.empty());
    List<ExternalIdentity> asked =
        Collections.nCopies(4, users.keySet()).stream().flatMap(Set::stream).toList();

    List<Optional<User>> found =
        atOnce(
            asked.stream()
                .<Callable<Optional<User>>>map(
                    identity -> () -> repository.findByIdentity(identity))
                .toList());

    assertThat(found).isEqualTo(asked.stream().map(users::get).toList());
  }

  @Test
  void a_store_that_works_is_not_held_to_be_away() {
    repository().requireReachable();

    assertThat(repository().findByIdentity(newIdentity())).isEmpty();
  }

  @Test
  void a_store_that_cannot_look_does_not_answer_none() {
    UserRepository unreachable = unreachableRepository();

    assertThatThrownBy(() -> unreachable.findByIdentity(newIdentity()))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.findForLogin(newIdentity(), Instant.EPOCH))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.find(new UserId(1)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachable.findAccount(new UserId(1)))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void a_store_that_cannot_write_says_so() {
    UserRepository unreachable = unreachableRepository();

    assertThatThrownBy(() -> unreachable.registerIfAbsent(newUser("unregistered"), newIdentity()))
        .isInstanceOf(StorageUnavailableException.class);
    User user = User.restored(new UserId(1), "用户", null, false);
    assertThatThrownBy(() -> unreachable.replaceUnchosenName(user, new UserName("小明")))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private Registration register(String name, ExternalIdentity identity) {
    return repository().registerIfAbsent(newUser(name), identity);
  }

  private static NewUser newUser(String name) {
    return new NewUser(new UserName(name));
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> results = new ArrayList<>();
      for (Callable<T> call : calls) {
        results.add(
            threads.submit(() -> {
              start.await();
              return call.call();
            }));
      }
      start.countDown();
      List<T> ended = new ArrayList<>();
      for (Future<T> each : results) {
        ended.add(each.get());
      }
      return ended;
    }
  }

  private static ExternalIdentity newIdentity() {
    return new ExternalIdentity(METHOD, UUID.randomUUID().toString());
  }

  private static String shortId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
