package dev.gatehouse.adapter.rest.login;

import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.LoginGuard;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class SeedCompatibilityControllerTest {

  private static final String OLDER_CALL = "/testWXLoginOrRegister";

  private final MockMvcTester mvc;
  private final GuardedLogin logins;
  private final Sessions sessions;

  SeedCompatibilityControllerTest(MockMvcTester mvc, GuardedLogin logins, Sessions sessions) {
    this.mvc = mvc;
    this.logins = logins;
    this.sessions = sessions;
  }

  @Test
  void the_older_call_logs_in_unguarded_and_opens_no_session() throws Exception {
    when(logins.login(any(), any(), any())).thenReturn(new LoginResult.Registered(USER, IDENTITY));

    MvcTestResult answer = mvc.get().uri(OLDER_CALL + "?flag=web&code=c1").exchange();

    assertThat(answer).hasStatusOk();
    assertThat(body(answer)).isEqualTo(json("{'id':42,'name':'小明'}"));
    ArgumentCaptor<Credential> credential = ArgumentCaptor.captor();
    verify(logins).login(credential.capture(), eq(RegistrationMode.AUTOMATIC), eq(LoginGuard.NONE));
    assertThat(credential.getValue().method().code()).isEqualTo("WX");
    assertThat(credential.getValue().field("channel")).contains("web");
    assertThat(credential.getValue().field("code")).contains("c1");
    verifyNoInteractions(sessions);
  }

  @ParameterizedTest
  @CsvSource({"?flag=web, code missing", "?code=c1, flag missing", "?flag=web&code=, code blank"})
  void a_parameter_that_is_missing_is_named(String query, String error) {
    assertThat(invalid(mvc.get().uri(OLDER_CALL + query).exchange())).containsExactly(error);
    verifyNoInteractions(logins);
  }

  /** A link preview must not use a code up. */
  @Test
  void a_head_request_uses_no_code() {
    assertThat(mvc.head().uri(OLDER_CALL + "?flag=web&code=c1").exchange())
        .hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
    verifyNoInteractions(logins);
  }
}
