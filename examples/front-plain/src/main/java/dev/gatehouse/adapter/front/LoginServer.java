package dev.gatehouse.adapter.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /logins} with {@code {"method":"…","credential":{"…":"…"}}} on this machine. */
final class LoginServer implements AutoCloseable {

  private static final int LONGEST_BODY = 16 * 1024;

  private final JsonMapper json = new JsonMapper();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LoginOrRegister logins;
  private final HttpServer server;

  /**
   * Listens at once.
   *
   * @param port 0 for any that is free
   */
  LoginServer(LoginOrRegister logins, int port) throws IOException {
    this.logins = logins;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    server.createContext("/logins", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** The body of a login. */
  record Login(String method, Map<String, String> credential) {

    Login {
      Objects.requireNonNull(method, "method");
      credential = Map.copyOf(credential);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/logins");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      // Until something else is known: a defect of ours is not the client's mistake.
      Answer answer = new Answer.Out("internal_error", 500);
      try {
        answer = answer(call.getRequestBody().readNBytes(LONGEST_BODY + 1));
      } finally {
        send(answer, call);
      }
    }
  }

  private void send(Answer answer, HttpExchange call) throws IOException {
    byte[] body = json.writeValueAsBytes(answer);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.getResponseHeaders().set("Cache-Control", "no-store");
    call.sendResponseHeaders(answer.status(), body.length);
    call.getResponseBody().write(body);
  }

  private Answer answer(byte[] body) {
    if (body.length > LONGEST_BODY) {
      return new Answer.Out("payload_too_large", 413);
    }
    try {
      Optional<Credential> credential = credential(body);
      return credential.isPresent()
          ? Answer.of(logins.login(credential.get()))
          : new Answer.Out("invalid_request", 400);
    } catch (LoginException ending) {
      return Answer.of(ending);
    } catch (StorageUnavailableException e) {
      return new Answer.Out("storage_unavailable", 503);
    }
  }

  /** Empty if the body is none of a login. */
  private Optional<Credential> credential(byte[] body) throws LoginException {
    try {
      Login login = json.readValue(body, Login.class);
      return Optional.of(
          new Credential(
              LoginMethod.parse(login.method()).orElseThrow(LoginException.UnknownLoginMethod::new),
              login.credential()));
    } catch (JacksonException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
