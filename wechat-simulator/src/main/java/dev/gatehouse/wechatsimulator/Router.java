package dev.gatehouse.wechatsimulator;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings each call to its endpoint by path and method. */
final class Router {
  private final Map<String, Route> routes;

  /** One endpoint per exact path. */
  Router(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  Answer answer(HttpCall call) {
    Optional<Route> route = Optional.ofNullable(routes.get(call.path()));
    if (route.isEmpty()) {
      return Answer.of(
          HttpReply.text(
              404,
              "The WeChat simulator has nothing at %s; GET / tells what it has.\n"
                  .formatted(call.path())));
    }
    String method = route.get().method();
    if (!call.method().equals(method)) {
      return Answer.of(
          HttpReply.text(405, call.path() + " takes only " + method + ".\n").with("Allow", method));
    }
    return route.get().endpoint().apply(call);
  }

  /** The one method that a path takes, and what answers it. */
  record Route(String method, Function<HttpCall, Answer> endpoint) {
    static Route get(Function<HttpCall, HttpReply> endpoint) {
      return new Route("GET", endpoint.andThen(Answer::of));
    }

    static Route post(Function<HttpCall, HttpReply> endpoint) {
      return new Route("POST", endpoint.andThen(Answer::of));
    }
  }
}
