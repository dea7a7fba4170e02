package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RedirectProvider;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * A login method that main code has never heard of, beside WeChat and on the real persistence: a
 * bean is all it takes. Should this ever need a change elsewhere, the promise is broken.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.wechat.apps.web.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210",
      "spring.datasource.url=jdbc:h2:mem:rehearsal;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import({NewLoginMethodRehearsalTest.Riddles.class, RedirectProvider.class})
class NewLoginMethodRehearsalTest {

  @LocalServerPort private int port;

  @Test
  void the_right_answer_logs_in() {
    Answer first = answerRiddle("sphinx", "man");
    Answer second = answerRiddle("sphinx", "man");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.text("$.user.name")).isEqualTo("Oedipus");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.userId()).isEqualTo(first.userId());
  }

  @Test
  void a_wrong_answer_is_refused_in_general_words() {
    Answer answer = answerRiddle("sphinx", "horse");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("credential_rejected");
    assertThat(answer.text("$.title")).isEqualTo("登录凭证无效");
  }

  @Test
  void what_the_method_needs_is_asked_for_by_name() {
    Answer answer =
        new LoginCalls(port).post("{\"method\":\"RIDDLE\",\"credential\":{\"answer\":\"man\"}}");

    assertThat(answer.code()).isEqualTo("invalid_request");
    assertThat(answer.text("$.errors[0].field")).isEqualTo("credential.riddle");
  }

  @Test
  void a_method_whose_logins_begin_in_a_browser_is_no_more_than_another_bean() {
    Browser browser = new Browser(new LoginCalls(port));

    Answer sent = browser.go("/v1/logins/REDIRECT/start?channel=web&returnTo=/account");
    String state = Browser.target(sent).getQuery().replaceAll(".*&state=(\\w+)&.*", "$1");
    Answer landed = browser.go("/v1/logins/REDIRECT/callback?code=code&state=" + state);

    assertThat(sent.header("Location")).startsWith("https://provider.example/authorize?");
    assertThat(landed.status()).isEqualTo(303);
    assertThat(landed.header("Location")).isEqualTo("/account");
    assertThat(browser.cookies()).containsKey("gatehouse_session");
  }

  @Test
  void what_a_method_answers_at_an_address_of_its_own_is_read_and_refused_as_a_login_is() {
    Answer asked = askForRiddle("{\"riddle\":\"sphinx\",\"other\":\"x\"}");
    Answer doubled = askForRiddle("{\"riddle\":\"a\",\"riddle\":7}");
    Answer missing = askForRiddle("{}");
    Answer tooOften = askForRiddle("{\"riddle\":\"again\"}");

    assertThat(asked.http().body()).isEqualTo("{\"text\":\"What walks on four feet?\"}");
    assertThat(doubled.value("$.errors[*].field")).isEqualTo(List.of("riddle", "riddle"));
    assertThat(doubled.value("$.errors[*].reason")).isEqualTo(List.of("doubled", "wrong_type"));
    assertThat(missing.value("$.errors[*].field")).isEqualTo(List.of("riddle"));
    assertThat(tooOften.status()).isEqualTo(429);
    assertThat(tooOften.header("Retry-After")).isEqualTo("60");
    assertThat(tooOften.text("$.title")).isEqualTo("斯芬克斯累了");
  }

  /** SEC-42: a form of another site must reach no endpoint of a login method. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data;boundary=x",
        "application/json;charset=utf-16"
      })
  void an_endpoint_of_a_method_takes_json_in_utf_8_only(String type) {
    LoginCalls calls = new LoginCalls(port);

    Answer answer =
        calls.send(
            calls
                .request("/v1/logins/RIDDLE/riddles")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"riddle\":\"sphinx\"}")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("unsupported_media_type");
  }

  @Test
  void what_an_endpoint_of_a_method_answers_is_not_kept() {
    assertThat(askForRiddle("{\"riddle\":\"sphinx\"}").http().headers().allValues("Cache-Control"))
        .containsExactly("no-store");
    assertThat(new LoginCalls(port).get("/v1/logins/RIDDLE/riddles/easy").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void an_endpoint_without_a_body_fails_in_the_words_of_its_method(String verb) {
    LoginCalls calls = new LoginCalls(port);

    Answer answer =
        calls.send(
            calls.request("/v1/logins/RIDDLE/riddles/again").method(verb, BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.text("$.title")).isEqualTo("斯芬克斯累了");
  }

  /** SEC-55: a flood of them would fill the audit log, and raise alarms for a defect of ours. */
  @Test
  void a_request_that_makes_no_sense_is_no_failed_login() {
    LoginCalls calls = new LoginCalls(port);
    Riddles.ENDINGS.clear();

    assertThat(askForRiddle("{").status()).isEqualTo(400);
    assertThat(askForRiddle("x".repeat(20_000)).status()).isEqualTo(413);
    assertThat(
            calls
                .send(
                    calls
                        .request("/v1/logins/RIDDLE/riddles")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}")))
                .status())
        .isEqualTo(415);
    assertThat(calls.get("/v1/logins/RIDDLE/riddles/signed-out").status()).isEqualTo(401);
    assertThat(askForRiddle("{\"riddle\":\"again\"}").status()).isEqualTo(429);

    assertThat(Riddles.ENDINGS).containsExactly("rate_limited");
  }

  @Test
  void a_failure_of_its_endpoint_is_told_with_the_time_it_took() {
    Riddles.DURATIONS.clear();

    assertThat(new LoginCalls(port).get("/v1/logins/RIDDLE/riddles/slow").status()).isEqualTo(503);

    assertThat(Riddles.DURATIONS)
        .singleElement()
        .satisfies(took -> assertThat(took).isGreaterThanOrEqualTo(RiddleEndpoint.WORK));
  }

  @Test
  void a_method_with_rows_of_its_own_is_given_the_retry_of_the_service(
      @Autowired StorageRetry retry) {
    assertThat(retry.call(() -> "done")).isEqualTo("done");
  }

  private Answer askForRiddle(String body) {
    LoginCalls calls = new LoginCalls(port);
    return calls.send(
        calls
            .request("/v1/logins/RIDDLE/riddles")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer answerRiddle(String riddle, String answer) {
    return new LoginCalls(port)
        .post(
            "{\"method\":\"RIDDLE\",\"credential\":{\"riddle\":\"%s\",\"answer\":\"%s\"}}"
                .formatted(riddle, answer));
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Riddles {

    /** How the logins by this method ended. */
    static final List<String> ENDINGS = new CopyOnWriteArrayList<>();

    static final List<Duration> DURATIONS = new CopyOnWriteArrayList<>();

    @Bean
    LoginListener endings() {
      return outcome -> {
        if (new LoginMethod("RIDDLE").equals(outcome.method())) {
          ENDINGS.add(outcome.ending());
          DURATIONS.add(outcome.duration());
        }
      };
    }

    @Bean
    IdentityProvider riddleProvider() {
      return new RiddleProvider();
    }

    @Bean
    RiddleEndpoint riddleEndpoint() {
      return new RiddleEndpoint();
    }
  }

  @RestController
  static class RiddleEndpoint {

    static final Duration WORK = Duration.ofMillis(20);

    record Riddle(String text) {}

    @PostMapping("/v1/logins/RIDDLE/riddles")
    Riddle riddle(Credential request) throws LoginException {
      if (request.require("riddle").equals("again")) {
        throw new LoginException.TooManyAttempts("too many riddles", Duration.ofMinutes(1));
      }
      return new Riddle("What walks on four feet?");
    }

    @RequestMapping(
        path = "/v1/logins/RIDDLE/riddles/{name}",
        method = {RequestMethod.GET, RequestMethod.DELETE})
    Riddle named(@PathVariable String name) throws LoginException {
      if (name.equals("again")) {
        throw new LoginException.TooManyAttempts("too many riddles", Duration.ofMinutes(1));
      }
      if (name.equals("slow")) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WORK.toNanos()) {
          Thread.onSpinWait();
        }
        throw new LoginException.ProviderUnavailable("no riddle", Duration.ofSeconds(1));
      }
      if (name.equals("signed-out")) {
        throw new SessionInvalidException();
      }
      return new Riddle("What walks on two feet?");
    }
  }

  private static final class RiddleProvider implements IdentityProvider {

    @Override
    public LoginMethod method() {
      return new LoginMethod("RIDDLE");
    }

    @Override
    public Authentication authenticate(Credential credential) throws LoginException {
      String riddle = credential.require("riddle");
      if (!credential.require("answer").equals("man")) {
        throw new LoginException.CredentialRejected("wrong answer");
      }
      return new Authentication() {
        @Override
        public ExternalIdentity identity() {
          return new ExternalIdentity(method(), riddle);
        }

        @Override
        public Profile profile() {
          return new Profile("Oedipus");
        }
      };
    }
  }
}
