package dev.gatehouse.wechatsimulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Brings each call to its endpoint by path and method. */
final class Router {
  private final Map<String, Route> routes;

  /** By exact path. */
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
    return Optional.ofNullable(route.get().endpoints().get(call.method()))
        .map(endpoint -> endpoint.apply(call))
        .orElseGet(() -> wrongMethod(call.path(), route.get()));
  }

  private static Answer wrongMethod(String path, Route route) {
    String methods = String.join(", ", route.endpoints().keySet());
    return Answer.of(
        HttpReply.text(405, path + " takes only " + methods + ".\n").with("Allow", methods));
  }

  /** What answers on one path, by method. */
  record Route(Map<String, Function<HttpCall, Answer>> endpoints) {

    static Route of(String method, Function<HttpCall, Answer> endpoint) {
      return new Route(Map.of(method, endpoint));
    }

    static Route get(Function<HttpCall, HttpReply> endpoint) {
      return of("GET", endpoint.andThen(Answer::of));
    }

    static Route post(Function<HttpCall, HttpReply> endpoint) {
      return of("POST", endpoint.andThen(Answer::of));
    }

    /** The same path takes one more method. */
    Route and(String method, Function<HttpCall, HttpReply> endpoint) {
      Map<String, Function<HttpCall, Answer>> more = new LinkedHashMap<>(endpoints);
      more.put(method, endpoint.andThen(Answer::of));
      return new Route(more);
    }
  }
}
