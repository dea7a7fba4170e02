package dev.gatehouse.adapter.rest.admin;

import dev.gatehouse.adapter.rest.admin.UserResponses.AuditPage;
import dev.gatehouse.adapter.rest.admin.UserResponses.ClosureScheduled;
import dev.gatehouse.adapter.rest.admin.UserResponses.SessionsEnded;
import dev.gatehouse.adapter.rest.admin.UserResponses.UserWithLoginMethods;
import dev.gatehouse.adapter.rest.admin.UserResponses.UsersPage;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.admin.NoAuditTrailException;
import dev.gatehouse.application.admin.Page;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/v1/users}. A request is read only once its token has been found good. */
@RestController
@RequestMapping(path = "/admin/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
final class UserAdministrationController {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");
  private static final int USUAL_LIMIT = 20;

  private static final String METHOD = "method";
  private static final String IDENTIFICATION = "identification";
  private static final String NAME = "name";
  private static final String CURSOR = "cursor";

  private final UserAdministration users;
  private final AdminAccess access;

  UserAdministrationController(UserAdministration users, AdminAccess access) {
    this.users = users;
    this.access = access;
  }

  /** What is looked for is in the body: an URL is written to logs. */
  @PostMapping("/search")
  UsersPage search(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
    return access.with(
        AdminRight.READ,
        request,
        () -> {
          Map<String, String> wanted =
              JsonBody.readStrings(Set.of(METHOD, IDENTIFICATION, NAME), JsonBody.of(request));
          Page<User> found = wanted.containsKey(NAME) ? named(wanted, request) : identified(wanted);
          if (found.entries().isEmpty()) {
            access.lookedUp(null);
          }
          found.entries().forEach(user -> access.lookedUp(user.id()));
          return UsersPage.of(found);
        });
  }

  @GetMapping("/{id}")
  UserWithLoginMethods show(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.READ,
        request,
        () -> {
          UserId user = userId(id);
          UserWithLoginMethods shown =
              users
                  .show(user)
                  .map(UserWithLoginMethods::of)
                  .orElseThrow(UserAdministrationController::notFound);
          access.lookedUp(user);
          return shown;
        });
  }

  @GetMapping("/{id}/audit")
  AuditPage audit(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.READ,
        request,
        () -> {
          UserId user = userId(id);
          try {
            AuditPage page =
                paged(request, (limit, cursor) -> users.history(user, limit, cursor))
                    .map(AuditPage::of)
                    .orElseThrow(UserAdministrationController::notFound);
            access.lookedUp(user);
            return page;
          } catch (NoAuditTrailException missing) {
            throw new RefusedException(ProblemCode.AUDIT_NOT_READABLE);
          }
        });
  }

  @PostMapping("/{id}/disable")
  ResponseEntity<Void> disable(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.DISABLE, request, () -> done(users.disable(userId(id)).isPresent()));
  }

  @PostMapping("/{id}/enable")
  ResponseEntity<Void> enable(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.DISABLE, request, () -> done(users.enable(userId(id)).isPresent()));
  }

  @PostMapping("/{id}/sign-out")
  SessionsEnded signOut(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.DISABLE,
        request,
        () ->
            new SessionsEnded(
                users.signOut(userId(id)).orElseThrow(UserAdministrationController::notFound)));
  }

  @PostMapping("/{id}/closure")
  ResponseEntity<ClosureScheduled> close(@PathVariable String id, HttpServletRequest request) {
    return access.with(
        AdminRight.CLOSE,
        request,
        () ->
            switch (users.close(userId(id)).orElseThrow(UserAdministrationController::notFound)) {
              case Closing.Scheduled(var closesAt) -> accepted(new ClosureScheduled(closesAt));
              case Closing.AlreadyScheduled(var closesAt) ->
                  accepted(new ClosureScheduled(closesAt));
              case Closing.UserInactive() -> throw inactive();
            });
  }

  @DeleteMapping("/{id}/login-methods/{methodId}")
  SessionsEnded unlink(
      @PathVariable String id, @PathVariable String methodId, HttpServletRequest request) {
    return access.with(
        AdminRight.CLOSE,
        request,
        () -> {
          LoginMethodId method =
              LoginMethodId.parse(methodId).orElseThrow(UserAdministrationController::notFound);
          return switch (users
              .unlink(userId(id), method)
              .orElseThrow(UserAdministrationController::notFound)) {
            case Unlinking.Unlinked(_, int ended) -> new SessionsEnded(ended);
            case Unlinking.LastOne() -> throw new RefusedException(ProblemCode.LAST_LOGIN_METHOD);
            case Unlinking.NotTheirs() -> throw notFound();
            case Unlinking.UserInactive() -> throw inactive();
          };
        });
  }

  private Page<User> named(Map<String, String> wanted, HttpServletRequest request) {
    if (wanted.size() > 1) {
      throw new InvalidRequestException(NAME, Reason.NOT_ALLOWED);
    }
    String name = required(NAME, wanted);
    return paged(request, (limit, cursor) -> users.named(name, limit, cursor));
  }

  private Page<User> identified(Map<String, String> wanted) {
    LoginMethod method =
        LoginMethod.parse(required(METHOD, wanted))
            .orElseThrow(() -> new InvalidRequestException(METHOD, Reason.MALFORMED));
    ExternalIdentity identity;
    try {
      identity = new ExternalIdentity(method, required(IDENTIFICATION, wanted));
    } catch (IllegalArgumentException impossible) {
      throw new InvalidRequestException(IDENTIFICATION, Reason.MALFORMED);
    }
    return new Page<>(users.find(identity).stream().toList(), null);
  }

  /** Reads a page. */
  private interface Reading<P> {
    P page(int limit, @Nullable String cursor);
  }

  private static <P> P paged(HttpServletRequest request, Reading<P> reading) {
    String limit = request.getParameter("limit");
    if (limit != null && !LIMIT.matcher(limit).matches()) {
      throw new InvalidRequestException("limit", Reason.MALFORMED);
    }
    try {
      return reading.page(
          limit == null ? USUAL_LIMIT : Integer.parseInt(limit), request.getParameter(CURSOR));
    } catch (IllegalArgumentException noCursorOfOurs) {
      throw new InvalidRequestException(CURSOR, Reason.MALFORMED);
    }
  }

  private static String required(String member, Map<String, String> wanted) {
    String value = wanted.get(member);
    if (value == null) {
      throw new InvalidRequestException(member, Reason.MISSING);
    }
    if (value.isBlank()) {
      throw new InvalidRequestException(member, Reason.BLANK);
    }
    return value;
  }

  private static UserId userId(String text) {
    return Optional.of(text)
        .filter(id -> ID.matcher(id).matches())
        .map(id -> new UserId(Long.parseLong(id)))
        .orElseThrow(UserAdministrationController::notFound);
  }

  private static ResponseEntity<Void> done(boolean found) {
    if (!found) {
      throw notFound();
    }
    return ResponseEntity.noContent().build();
  }

  private static <B> ResponseEntity<B> accepted(B body) {
    return ResponseEntity.accepted().body(body);
  }

  private static RefusedException notFound() {
    return new RefusedException(ProblemCode.NOT_FOUND);
  }

  private static RefusedException inactive() {
    return new RefusedException(ProblemCode.USER_INACTIVE);
  }
}
