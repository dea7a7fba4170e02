package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LoginMethodEntry;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.domain.identity.LoginMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the signed-in page shows of an account.
 *
 * @param methods the login methods of the user, the oldest first
 * @param fresh whether the account can be changed now; otherwise the page asks for a confirmation
 * @param ways to providers at which the user can link a login method or, if not fresh, confirm
 * @param forms of ours for the same
 */
record AccountView(
    List<Method> methods, boolean fresh, List<Way> ways, List<LoginForms.Shown> forms) {

  /** Whether there is anything to link. */
  boolean linkable() {
    return fresh && !(ways.isEmpty() && forms.isEmpty());
  }

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A login method.
   *
   * @param label by which the user recognizes it; empty if there is none
   * @param lastUsed a day; null if it is not known
   */
  record Method(String id, String name, String label, @Nullable String lastUsed, boolean current) {}

  /** A link to a page of a provider. */
  record Way(String name, String href) {}

  /**
   * The account of a session.
   *
   * @param home where the browser shall be afterwards
   * @throws AccountException.NotOffered if accounts cannot be changed here
   */
  static AccountView of(
      ActiveSession session,
      LoginMethods loginMethods,
      SignInChoices choices,
      LoginForms forms,
      String userAgent,
      Locale language,
      String home)
      throws AccountException.NotOffered {
    List<LoginMethodEntry> entries = loginMethods.of(session);
    Predicate<LoginMethod> theirs =
        entries.stream()
                .map(entry -> entry.identity().identity().method())
                .collect(Collectors.toSet())
            ::contains;
    boolean fresh = loginMethods.isFresh(session);
    return new AccountView(
        entries.stream().map(entry -> method(entry, language)).toList(),
        fresh,
        fresh
            ? choices.ways(
                "/v1/me/login-methods/{method}/start", _ -> true, userAgent, language, home)
            : choices.ways("/v1/session/confirm/{method}/start", theirs, userAgent, language, home),
        fresh
            ? forms.shown(LoginForms.Purpose.LINK, _ -> true, language, home)
            : forms.shown(LoginForms.Purpose.CONFIRM, theirs, language, home));
  }

  private static Method method(LoginMethodEntry entry, Locale language) {
    Instant used = entry.identity().lastUsed();
    return new Method(
        entry.identity().id().text(),
        PageTexts.text("page.name", "", language, entry.identity().identity().method()),
        entry.label() == null ? "" : entry.label(),
        used == null ? null : DAY.format(used),
        entry.current());
  }
}
