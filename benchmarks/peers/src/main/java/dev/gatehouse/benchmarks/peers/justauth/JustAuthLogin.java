package dev.gatehouse.benchmarks.peers.justauth;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import me.zhyd.oauth.config.AuthConfig;
import me.zhyd.oauth.model.AuthCallback;
import me.zhyd.oauth.model.AuthResponse;
import me.zhyd.oauth.model.AuthToken;
import me.zhyd.oauth.model.AuthUser;
import me.zhyd.oauth.request.AuthWeChatOpenRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a Java team would otherwise write: JustAuth asks WeChat, JdbcTemplate the database, and all
 * else is Spring Boot's default, Tomcat's 200 threads included.
 */
@RestController
@SpringBootApplication
public class JustAuthLogin {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String weChat;

  JustAuthLogin(
      JdbcTemplate jdbc, TransactionTemplate transaction, @Value("${wechat.url}") String weChat) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.weChat = weChat;
  }

  /** Starts it; the properties are Spring Boot's and {@code wechat.url}. */
  public static void main(String... args) {
    SpringApplication.run(JustAuthLogin.class, args);
  }

  record LoginRequest(String method, Map<String, String> credential) {}

  record User(long id, String name, @Nullable Integer age) {}

  record LoginResponse(User user, boolean registered) {}

  @PostMapping("/v1/logins")
  ResponseEntity<LoginResponse> login(@RequestBody LoginRequest request) {
    AuthResponse<AuthUser> answer =
        new WeChat().login(AuthCallback.builder().code(request.credential().get("code")).build());
    if (!answer.ok()) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    AuthUser person = answer.getData();
    String unionId = person.getToken().getUnionId();
    List<User> found =
        jdbc.query(
            """
            select u.id, u.name, u.age from user_login_method m join user u on u.id = m.user_id
             where m.login_method = 'WX' and m.identification = ?
            """,
            (row, n) -> new User(row.getLong(1), row.getString(2), row.getObject(3, Integer.class)),
            unionId);
    if (!found.isEmpty()) {
      return ResponseEntity.ok(new LoginResponse(found.getFirst(), false));
    }
    User user =
        transaction.execute(status -> {
          jdbc.update(
              "insert into user (name, created_at) values (?, now(3))", person.getNickname());
          long id =
              Objects.requireNonNull(jdbc.queryForObject("select last_insert_id()", Long.class));
          jdbc.update(
              """
              insert into user_login_method (user_id, login_method, identification, created_at)
              values (?, 'WX', ?, now(3))
              """,
              id,
              unionId);
          return new User(id, person.getNickname(), null);
        });
    return ResponseEntity.status(HttpStatus.CREATED).body(new LoginResponse(user, true));
  }

  /** JustAuth's own client of WeChat, sent to the one that plays it here. */
  private final class WeChat extends AuthWeChatOpenRequest {

    private static final String API = "https://api.weixin.qq.com";

    WeChat() {
      super(
          AuthConfig.builder()
              .clientId("wxbench0000000000")
              .clientSecret("0123456789abcdef0123456789abcdef")
              .redirectUri("https://login.example/callback")
              // A mobile app obtains its code without a state.
              .ignoreCheckState(true)
              .build());
    }

    @Override
    protected String accessTokenUrl(String code) {
      return super.accessTokenUrl(code).replace(API, weChat);
    }

    @Override
    protected String userInfoUrl(AuthToken token) {
      return super.userInfoUrl(token).replace(API, weChat);
    }
  }
}
