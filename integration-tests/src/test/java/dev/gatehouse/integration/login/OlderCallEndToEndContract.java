package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The call of the older service, on the users that the new one has. */
abstract class OlderCallEndToEndContract extends LoginSetting {

  @Test
  void the_older_call_names_the_same_user() {
    String person = person("小明");
    long id = login(person, "app").userId();
    String code = weChat().codeFor(person, "web");

    Answer answer = calls().get("/testWXLoginOrRegister?flag=web&code=" + code);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).isEqualTo("{\"id\":" + id + ",\"name\":\"小明\"}");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "?flag=web, invalid_request",
    "?code=x, invalid_request",
    "?code=&flag=web, invalid_request",
    "?code=x&code=y&flag=web, invalid_request",
    "?code=x&flag=mini, unknown_channel",
    "?code=x&flag=web&other=1&other=2, invalid_request",
    "?code=planted%ff%fe&flag=web, invalid_request",
    "?code=x&flag=app, credential_rejected",
  })
  void the_older_call_fails_as_the_new_one_does(String query, String problem) {
    assertThat(calls().get("/testWXLoginOrRegister" + query).code()).isEqualTo(problem);
  }

  @Test
  void a_preview_of_the_older_call_spends_no_code() {
    String path = "/testWXLoginOrRegister?flag=app&code=" + weChat().codeFor("xiaoming", "app");

    Answer preview = calls().send(calls().request(path).HEAD());

    assertThat(preview.status()).isEqualTo(405);
    assertThat(preview.header("Allow")).isEqualTo("GET");
    assertThat(calls().get(path).status()).isEqualTo(200);
  }
}
