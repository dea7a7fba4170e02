package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings each request to its endpoint by path and method, and the reply back. */
final class Router implements HttpHandler {
  static final int BODY_LIMIT = 16 * 1024;

  private final Map<String, Route> routes;

  /** One endpoint per exact path. */
  Router(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private HttpReply answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<Route> route = Optional.ofNullable(routes.get(path));
    if (route.isEmpty()) {
      return HttpReply.text(
          404, "The WeChat simulator has nothing at " + path + "; GET / tells what it has.\n");
    }
    String method = route.get().method();
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      return HttpReply.text(405, path + " takes only " + method + ".\n");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT) {
      return HttpReply.text(413, "A body may have at most " + BODY_LIMIT + " bytes.\n");
    }
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return route
        .get()
        .endpoint()
        .apply(new HttpCall(HttpCall.parseQuery(rawQuery), new String(body, UTF_8)));
  }

  private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    if (exchange.getRequestMethod().equals("HEAD")) {
      // The server would drop a body by itself, but with a warning and an exception.
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /** The one method that a path takes, and what answers it. */
  record Route(String method, Function<HttpCall, HttpReply> endpoint) {
    static Route get(Function<HttpCall, HttpReply> endpoint) {
      return new Route("GET", endpoint);
    }

    static Route post(Function<HttpCall, HttpReply> endpoint) {
      return new Route("POST", endpoint);
    }
  }
}
