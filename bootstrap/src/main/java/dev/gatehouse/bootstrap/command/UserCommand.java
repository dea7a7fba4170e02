package dev.gatehouse.bootstrap.command;

import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.admin.NoAuditTrailException;
import dev.gatehouse.application.admin.Page;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.admin.UserDetails;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.operation.OperatorCommand;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds, shows and changes users. Each change writes an audit record with the operator's name. An
 * identification is read from standard input, so that none is in a list of processes.
 */
public final class UserCommand implements OperatorCommand {

  private static final int NOT_FOUND = MISUSED;
  private static final int REFUSED = FOUND;

  /** How the command is used. */
  public static final String USAGE =
      "user find METHOD | show ID | history ID | disable ID | enable ID | sign-out ID | close ID |"
          + " unlink ID LOGIN-METHOD-ID, with [--json] and, for changes, --by=NAME: find reads the"
          + " identification from standard input";

  private static final String JSON = "--json";
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern NAME = Pattern.compile("[!-<>-~]{1,32}");
  private static final int HISTORY = 100;

  private final UserAdministration users;
  private final Supplier<String> standardInput;

  /**
   * @param standardInput gives its first line
   */
  public UserCommand(UserAdministration users, Supplier<String> standardInput) {
    this.users = users;
    this.standardInput = standardInput;
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public String usage() {
    return USAGE;
  }

  @Override
  public int run(List<String> switches, Consumer<String> output) {
    boolean json = switches.contains(JSON);
    Optional<String> by =
        switches.stream()
            .filter(each -> each.startsWith(BY))
            .map(each -> each.substring(BY.length()))
            .filter(operator -> NAME.matcher(operator).matches())
            .findFirst();
    List<String> words = switches.stream().filter(each -> !each.startsWith("--")).toList();
    long known = switches.stream().filter(each -> each.equals(JSON) || each.startsWith(BY)).count();
    if (known + words.size() != switches.size() || words.isEmpty()) {
      return misused(output);
    }
    Print print = new Print(json, output);
    return switch (words.getFirst()) {
      case "find" -> words.size() == 2 ? find(words.get(1), print) : misused(output);
      case "show" -> words.size() == 2 ? with(words, this::show, print) : misused(output);
      case "history" -> words.size() == 2 ? with(words, this::history, print) : misused(output);
      case "disable", "enable", "sign-out", "close", "unlink" ->
          by.isPresent() && words.size() == (words.getFirst().equals("unlink") ? 3 : 2)
              ? RequestContext.with(
                  new ClientInfo("operator:" + by.get(), ""),
                  () -> with(words, (user, p) -> change(words, user, p), print))
              : misused(output);
      default -> misused(output);
    };
  }

  private interface Work {
    int on(UserId user, Print print);
  }

  private int with(List<String> words, Work work, Print print) {
    String id = words.get(1);
    return ID.matcher(id).matches()
        ? work.on(new UserId(Long.parseLong(id)), print)
        : notFound(print);
  }

  private int find(String code, Print print) {
    Optional<LoginMethod> method = LoginMethod.parse(code);
    String identification = standardInput.get().strip();
    if (method.isEmpty()) {
      return notFound(print);
    }
    ExternalIdentity identity;
    try {
      identity = new ExternalIdentity(method.get(), identification);
    } catch (IllegalArgumentException impossible) {
      return notFound(print);
    }
    return users
        .find(identity)
        .map(user -> show(user.id(), print))
        .orElseGet(() -> notFound(print));
  }

  private int show(UserId id, Print print) {
    return show(users.show(id), print);
  }

  private static int show(Optional<UserDetails> found, Print print) {
    if (found.isEmpty()) {
      return notFound(print);
    }
    User user = found.get().user();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", user.id().value());
    if (print.json()) {
      fields.put("sub", Long.toString(user.id().value()));
    }
    fields.put("name", user.name());
    fields.put("age", user.age().isPresent() ? user.age().getAsInt() : null);
    fields.put("disabled", user.disabled());
    fields.put("closesAt", user.closesAt().map(Object::toString).orElse(null));
    List<Map<String, @Nullable Object>> methods = new ArrayList<>();
    for (LinkedIdentity entry : found.get().loginMethods()) {
      Map<String, @Nullable Object> method = new LinkedHashMap<>();
      method.put("id", entry.id().text());
      method.put("method", entry.identity().method().code());
      method.put("linkedAt", entry.since().toString());
      method.put("lastUsedAt", entry.lastUsed() == null ? null : entry.lastUsed().toString());
      methods.add(method);
    }
    fields.put("loginMethods", methods);
    print.object(fields);
    return DONE;
  }

  private int history(UserId id, Print print) {
    Optional<Page<AuditTrail.Entry>> found;
    try {
      found = users.history(id, HISTORY, null);
    } catch (NoAuditTrailException missing) {
      return refused(print, String.valueOf(missing.getMessage()));
    }
    if (found.isEmpty()) {
      return notFound(print);
    }
    for (AuditTrail.Entry entry : found.get().entries()) {
      AuditRecord each = entry.record();
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("at", each.at().toString());
      fields.put("event", each.event().word());
      fields.put("outcome", each.outcome());
      fields.put("method", each.method() == null ? null : each.method().code());
      fields.put("channel", each.channel());
      fields.put("address", each.client().address());
      print.object(fields);
    }
    return DONE;
  }

  private int change(List<String> words, UserId user, Print print) {
    return switch (words.getFirst()) {
      case "disable" -> show(users.disable(user), print);
      case "enable" -> show(users.enable(user), print);
      case "sign-out" -> signOut(user, print);
      case "close" -> close(user, print);
      default -> unlink(user, words.get(2), print);
    };
  }

  private int signOut(UserId user, Print print) {
    OptionalInt ended = users.signOut(user);
    if (ended.isEmpty()) {
      return notFound(print);
    }
    print.object(Map.of("sessionsEnded", ended.getAsInt()));
    return DONE;
  }

  private int close(UserId user, Print print) {
    Optional<Closing> closing = users.close(user);
    if (closing.isEmpty()) {
      return notFound(print);
    }
    return switch (closing.get()) {
      case Closing.Scheduled _, Closing.AlreadyScheduled _ -> show(user, print);
      case Closing.UserInactive _ -> refused(print, "the account is closed already");
    };
  }

  private int unlink(UserId user, String id, Print print) {
    Optional<Unlinking> unlinking =
        LoginMethodId.parse(id).flatMap(method -> users.unlink(user, method));
    if (unlinking.isEmpty()) {
      return notFound(print);
    }
    return switch (unlinking.get()) {
      case Unlinking.Unlinked _ -> show(user, print);
      case Unlinking.LastOne _ ->
          refused(print, "it is the user's last login method: close the account instead");
      case Unlinking.NotTheirs _ -> notFound(print);
      case Unlinking.UserInactive _ -> refused(print, "the user is disabled or closing");
    };
  }

  private int misused(Consumer<String> output) {
    output.accept(usage());
    return MISUSED;
  }

  private static int notFound(Print print) {
    print.problem("not found");
    return NOT_FOUND;
  }

  private static int refused(Print print, String why) {
    print.problem(why);
    return REFUSED;
  }

  /** Prints results as JSON or for people. */
  private record Print(boolean json, Consumer<String> output) {

    void object(Map<String, ? extends @Nullable Object> fields) {
      output.accept(
          json
              ? JsonMapper.shared().writeValueAsString(fields)
              : fields.entrySet().stream()
                  .map(field -> field.getKey() + ": " + field.getValue())
                  .collect(Collectors.joining("  ")));
    }

    void problem(String what) {
      if (json) {
        object(Map.of("problem", what));
      } else {
        output.accept(what);
      }
    }
  }
}
