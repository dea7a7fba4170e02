package dev.gatehouse.adapter.rest.account;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.OwnProfile;
import dev.gatehouse.application.account.ProfileChange;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.UserName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class ProfileControllerTest {

  private final MockMvcTester mvc;
  private final OwnProfile profile;
  private final Sessions sessions;

  ProfileControllerTest(MockMvcTester mvc, OwnProfile profile, Sessions sessions) {
    this.mvc = mvc;
    this.profile = profile;
    this.sessions = sessions;
  }

  @BeforeEach
  void signIn() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(profile.change(any(), any()))
        .thenReturn(new Account(USER.named(new UserName("小红")), List.of(METHOD)));
  }

  @Test
  void the_changed_user_is_answered() throws Exception {
    MvcTestResult answer = change("{'name':' 小红 ','age':8,'else':{}}");

    assertThat(answer).hasStatusOk();
    assertThat(body(answer).path("name").asString()).isEqualTo("小红");
    verify(profile)
        .change(ACTIVE, new ProfileChange(new UserName("小红"), new ProfileChange.NewAge(8)));
  }

  @Test
  void an_age_of_null_is_removed() throws Exception {
    change("{'age':null}");

    verify(profile).change(ACTIVE, new ProfileChange(null, new ProfileChange.NewAge(null)));
  }

  @Test
  void a_member_that_is_absent_is_kept() throws Exception {
    change("{}");

    verify(profile).change(ACTIVE, new ProfileChange(null, new ProfileChange.KeepAge()));
  }

  @ParameterizedTest
  @CsvSource({
    "{'name':' '}, name blank",
    "{'name':1}, name wrong_type",
    "{'name':'a\\u0000b'}, name malformed",
    "{'age':'8'}, age wrong_type",
    "{'age':151}, age malformed",
    "'{''age'':1,''age'':2}', age doubled",
    "[], body not_json",
  })
  void a_member_that_is_wrong_is_named(String body, String error) {
    assertThat(invalid(change(body))).containsExactly(error);
    verifyNoInteractions(profile);
  }

  @Test
  void users_who_cannot_be_changed_here_have_no_such_address() throws Exception {
    when(profile.change(any(), any())).thenThrow(new AccountException.NotOffered());

    problem(change("{}"), HttpStatus.NOT_FOUND, "not_found");
  }

  /** SEC-26. */
  @Test
  void another_site_changes_nothing() {
    MvcTestResult answer =
        mvc.patch()
            .uri("/v1/me")
            .cookie(signedIn())
            .header("Sec-Fetch-Site", "cross-site")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{}")
            .exchange();

    problem(answer, HttpStatus.UNAUTHORIZED, "session_invalid");
    verifyNoInteractions(profile);
  }

  private MvcTestResult change(String body) {
    return mvc.patch()
        .uri("/v1/me")
        .cookie(signedIn())
        .contentType(MediaType.APPLICATION_JSON)
        .content(body.replace('\'', '"'))
        .exchange();
  }
}
