package dev.gatehouse.adapter.rest.admin;

import static dev.gatehouse.adapter.rest.Samples.ADMIN;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.READER;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.admin.Page;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.admin.UserDetails;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class UserAdministrationControllerTest {

  private static final String USERS = "/admin/v1/users";
  private static final String SUMMARY =
      "{'id':42,'sub':'42','name':'小明','age':7,'disabled':false,'closesAt':null}";
  private static final LinkedIdentity LINKED =
      new LinkedIdentity(new LoginMethodId(9), IDENTITY, NOW, NOW);

  private final MockMvcTester mvc;
  private final UserAdministration users;
  private final AuditLog log;

  UserAdministrationControllerTest(MockMvcTester mvc, UserAdministration users, AuditLog log) {
    this.mvc = mvc;
    this.users = users;
    this.log = log;
  }

  @Test
  void a_user_is_found_by_an_identity() {
    when(users.find(IDENTITY)).thenReturn(Optional.of(USER));

    MvcTestResult answer = search("", "{'method':'FAKE','identification':'planted'}");

    assertThat(answer).hasStatusOk();
    assertThat(json(text(answer))).isEqualTo(json("{'users':[" + SUMMARY + "],'next':null}"));
    verify(log).record(lookup("success", USER.id()));
  }

  @Test
  void a_search_that_finds_no_user_is_recorded() {
    when(users.find(IDENTITY)).thenReturn(Optional.empty());

    MvcTestResult answer = search("", "{'method':'FAKE','identification':'planted'}");

    assertThat(json(text(answer))).isEqualTo(json("{'users':[],'next':null}"));
    verify(log).record(lookup("not_found", null));
  }

  @Test
  void users_of_a_name_come_in_pages() {
    when(users.named("小明", 1, "7")).thenReturn(new Page<>(List.of(USER), "42"));

    MvcTestResult answer = search("?limit=1&cursor=7", "{'name':'小明'}");

    assertThat(json(text(answer)).path("next").asString()).isEqualTo("42");
  }

  @Test
  void a_page_is_of_20_unless_the_client_says_otherwise() {
    when(users.named("小明", 20, null)).thenReturn(new Page<>(List.of(), null));

    assertThat(search("", "{'name':'小明'}")).hasStatusOk();
  }

  @ParameterizedTest
  @CsvSource({
    "'', {}, method missing",
    "'', {'method':'FAKE'}, identification missing",
    "'', {'name':' '}, name blank",
    "'', '{''name'':''a'',''method'':''FAKE''}', name not_allowed",
    "'', '{''method'':''-'',''identification'':''a''}', method malformed",
    "?limit=101, {'name':'a'}, limit malformed",
  })
  void what_a_search_cannot_use_is_named(String query, String body, String error) {
    assertThat(invalid(search(query, body))).containsExactly(error);
    verifyNoInteractions(users);
  }

  @Test
  void a_cursor_that_is_not_ours_is_named() {
    when(users.named(any(), anyInt(), any())).thenThrow(new IllegalArgumentException("cursor"));

    assertThat(invalid(search("?cursor=x", "{'name':'a'}"))).containsExactly("cursor malformed");
  }

  /** SEC-92. */
  @Test
  void a_user_is_shown_with_its_login_methods_and_no_identification() {
    when(users.show(USER.id())).thenReturn(Optional.of(new UserDetails(USER, List.of(LINKED))));

    MvcTestResult answer = call(HttpMethod.GET, "/42", READER);

    assertThat(json(text(answer)))
        .isEqualTo(
            json(
                SUMMARY.replace("}", "")
                    + ",'loginMethods':[{'id':'9','method':'FAKE',"
                    + "'linkedAt':'2026-11-23T10:00:00Z','lastUsedAt':'2026-11-23T10:00:00Z'}]}"));
    verify(log).record(lookup("success", USER.id()));
  }

  @Test
  void audit_records_about_a_user_are_shown() {
    when(users.history(USER.id(), 2, "5"))
        .thenReturn(
            Optional.of(
                new Page<>(
                    List.of(
                        new AuditTrail.Entry(
                            "4",
                            new AuditRecord(
                                NOW,
                                AuditRecord.Event.LOGIN,
                                AuditRecord.SUCCESS,
                                USER.id(),
                                IDENTITY.method(),
                                "web",
                                new ClientInfo("192.0.2.1", "trace")))),
                    "4")));

    MvcTestResult answer = call(HttpMethod.GET, "/42/audit?limit=2&cursor=5", READER);

    assertThat(json(text(answer)))
        .isEqualTo(
            json(
                "{'entries':[{'at':'2026-11-23T10:00:00Z','event':'login','outcome':'success',"
                    + "'method':'FAKE','channel':'web','address':'192.0.2.1','traceId':'trace'}],"
                    + "'next':'4'}"));
  }

  @Test
  void a_user_is_disabled_and_enabled() {
    when(users.disable(USER.id())).thenReturn(Optional.of(new UserDetails(USER, List.of())));
    when(users.enable(USER.id())).thenReturn(Optional.of(new UserDetails(USER, List.of())));

    assertThat(call(HttpMethod.POST, "/42/disable", ADMIN)).hasStatus(HttpStatus.NO_CONTENT);
    verify(users).disable(USER.id());
    assertThat(call(HttpMethod.POST, "/42/enable", ADMIN)).hasStatus(HttpStatus.NO_CONTENT);
    verify(users).enable(USER.id());
  }

  @Test
  void a_sign_out_says_how_many_sessions_it_ended() {
    when(users.signOut(USER.id())).thenReturn(OptionalInt.of(3));

    MvcTestResult answer = call(HttpMethod.POST, "/42/sign-out", ADMIN);

    assertThat(answer).hasStatusOk();
    assertThat(json(text(answer))).isEqualTo(json("{'sessionsEnded':3}"));
  }

  @Test
  void a_closure_says_when_the_account_is_closed_also_if_it_was_scheduled() {
    for (Closing closing : List.of(new Closing.Scheduled(NOW), new Closing.AlreadyScheduled(NOW))) {
      when(users.close(USER.id())).thenReturn(Optional.of(closing));

      MvcTestResult answer = call(HttpMethod.POST, "/42/closure", ADMIN);

      assertThat(answer).hasStatus(HttpStatus.ACCEPTED);
      assertThat(json(text(answer))).isEqualTo(json("{'closesAt':'2026-11-23T10:00:00Z'}"));
    }
  }

  @Test
  void a_user_who_is_disabled_or_closed_cannot_be_closed() {
    when(users.close(USER.id())).thenReturn(Optional.of(new Closing.UserInactive()));

    problem(call(HttpMethod.POST, "/42/closure", ADMIN), HttpStatus.CONFLICT, "user_inactive");
  }

  @Test
  void an_unlink_says_how_many_sessions_it_ended() {
    when(users.unlink(USER.id(), new LoginMethodId(9)))
        .thenReturn(Optional.of(new Unlinking.Unlinked(LINKED, 2)));

    MvcTestResult answer = call(HttpMethod.DELETE, "/42/login-methods/9", ADMIN);

    assertThat(json(text(answer))).isEqualTo(json("{'sessionsEnded':2}"));
  }

  @Test
  void an_unlink_that_is_refused_says_why() {
    assertUnlink(new Unlinking.LastOne(), HttpStatus.CONFLICT, "last_login_method");
    assertUnlink(new Unlinking.UserInactive(), HttpStatus.CONFLICT, "user_inactive");
    assertUnlink(new Unlinking.NotTheirs(), HttpStatus.NOT_FOUND, "not_found");
  }

  private void assertUnlink(Unlinking refused, HttpStatus status, String code) {
    when(users.unlink(any(), any())).thenReturn(Optional.of(refused));

    problem(call(HttpMethod.DELETE, "/42/login-methods/9", ADMIN), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /42",
    "GET, /042",
    "GET, /42/audit",
    "POST, /42/disable",
    "POST, /42/enable",
    "POST, /42/sign-out",
    "POST, /42/closure",
    "DELETE, /42/login-methods/9",
    "DELETE, /42/login-methods/09",
  })
  void a_user_who_is_not_there_is_not_found(String method, String address) {
    when(users.signOut(any())).thenReturn(OptionalInt.empty());

    problem(call(HttpMethod.valueOf(method), address, ADMIN), HttpStatus.NOT_FOUND, "not_found");
    verifyNoInteractions(log);
  }

  @Test
  void a_call_without_a_token_of_ours_is_refused_and_recorded() {
    MvcTestResult answer = call(HttpMethod.GET, "/42", "of another");

    problem(answer, HttpStatus.UNAUTHORIZED, "admin_token_invalid");
    assertThat(answer).hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    verify(log).record(AuditRecord.refusal(NOW, "admin_token_invalid"));
    verifyNoInteractions(users);
  }

  /** SEC-91. */
  @ParameterizedTest
  @ValueSource(strings = {"/42/disable", "/42/enable", "/42/sign-out", "/42/closure"})
  void a_token_that_may_only_read_changes_nothing(String address) {
    MvcTestResult answer = call(HttpMethod.POST, address, READER);

    problem(answer, HttpStatus.FORBIDDEN, "admin_right_missing");
    assertThat(answer)
        .hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    verifyNoInteractions(users);
  }

  private static AuditRecord lookup(String outcome, @Nullable UserId user) {
    return new AuditRecord(
        NOW,
        AuditRecord.Event.LOOKUP,
        outcome,
        user,
        null,
        null,
        new ClientInfo("token:reader", ""));
  }

  private MvcTestResult search(String query, String body) {
    return mvc.post()
        .uri(USERS + "/search" + query)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + READER)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body.replace('\'', '"'))
        .exchange();
  }

  private MvcTestResult call(HttpMethod method, String address, String token) {
    return mvc.method(method)
        .uri(USERS + address)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .exchange();
  }
}
