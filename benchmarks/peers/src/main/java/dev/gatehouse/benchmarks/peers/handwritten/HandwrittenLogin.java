package dev.gatehouse.benchmarks.peers.handwritten;

import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a careful team would write by hand: one class, virtual threads, connections to WeChat that
 * are kept and suffice, the usual two calls. It has none of Gatehouse's checks.
 */
@RestController
@SpringBootApplication(proxyBeanMethods = false)
public class HandwrittenLogin {

  private static final String APP = "wxbench0000000000";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final int CALLS_AT_ONCE = 12_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final RestClient weChat;

  HandwrittenLogin(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      JsonMapper json,
      @Value("${wechat.url}") String weChat) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
    this.weChat =
        RestClient.builder()
            .baseUrl(weChat)
            .requestFactory(
                new HttpComponentsClientHttpRequestFactory(
                    HttpClients.custom()
                        .setConnectionManager(
                            PoolingHttpClientConnectionManagerBuilder.create()
                                .setMaxConnPerRoute(CALLS_AT_ONCE)
                                .setMaxConnTotal(CALLS_AT_ONCE)
                                .build())
                        .build()))
            .build();
  }

  /** Starts it; the properties are Spring Boot's and {@code wechat.url}. */
  public static void main(String... args) {
    SpringApplication service = new SpringApplication(HandwrittenLogin.class);
    service.setDefaultProperties(
        Map.of(
            "spring.threads.virtual.enabled", "true",
            "spring.datasource.hikari.maximum-pool-size", "20"));
    service.run(args);
  }

  record LoginRequest(String method, Map<String, String> credential) {}

  record TokenAnswer(String access_token, String openid) {}

  record Person(String unionid, String nickname) {}

  record User(long id, String name, @Nullable Integer age) {}

  record LoginResponse(User user, boolean registered) {}

  @PostMapping("/v1/logins")
  ResponseEntity<LoginResponse> login(@RequestBody LoginRequest request) {
    TokenAnswer token =
        ask(
            TokenAnswer.class,
            "/sns/oauth2/access_token?appid={app}&secret={secret}&code={code}&grant_type=authorization_code",
            APP,
            SECRET,
            request.credential().get("code"));
    Person person =
        ask(
            Person.class,
            "/sns/userinfo?access_token={token}&openid={openid}",
            token.access_token(),
            token.openid());
    Optional<User> found = find(person);
    return found
        .map(user -> ResponseEntity.ok(new LoginResponse(user, false)))
        .orElseGet(() ->
            ResponseEntity.status(HttpStatus.CREATED)
                .body(new LoginResponse(register(person), true)));
  }

  /** WeChat says that its JSON is plain text. */
  private <T> T ask(Class<T> type, String path, @Nullable Object... values) {
    byte[] answer = weChat.get().uri(path, values).retrieve().requiredBody(byte[].class);
    return json.readValue(answer, type);
  }

  private Optional<User> find(Person person) {
    return jdbc.sql(
            """
            select u.id, u.name, u.age from user_login_method m join user u on u.id = m.user_id
             where m.login_method = 'WX' and m.identification = ?
            """)
        .param(person.unionid())
        .query(
            (row, n) -> new User(row.getLong(1), row.getString(2), row.getObject(3, Integer.class)))
        .optional();
  }

  private User register(Person person) {
    return transaction.execute(status -> {
      GeneratedKeyHolder key = new GeneratedKeyHolder();
      jdbc.sql("insert into user (name, created_at) values (?, now(3))")
          .param(person.nickname())
          .update(key);
      long id = Objects.requireNonNull(key.getKeyAs(BigInteger.class)).longValue();
      jdbc.sql(
              """
              insert into user_login_method (user_id, login_method, identification, created_at)
              values (?, 'WX', ?, now(3))
              """)
          .param(id)
          .param(person.unionid())
          .update();
      return new User(id, person.nickname(), null);
    });
  }
}
