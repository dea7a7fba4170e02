package dev.gatehouse.wechatsimulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Dispatches each request by exact path and method. */
public final class Router {
  private final Map<String, Route> routes;

  public Router(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  /** 404 for an unknown path, 405 for a method that the path does not take. */
  public Response respond(Request request) {
    Route route = routes.get(request.path());
    if (route == null) {
      return Response.text(
          404, "Unknown path %s; GET / lists the endpoints.\n".formatted(request.path()));
    }
    Function<Request, Response> endpoint = route.endpoints().get(request.method());
    if (endpoint == null) {
      String methods = String.join(", ", route.endpoints().keySet());
      return Response.text(405, request.path() + " takes only " + methods + ".\n")
          .with("Allow", methods);
    }
    return endpoint.apply(request);
  }

  /** The endpoints of one path, by method. */
  public record Route(Map<String, Function<Request, Response>> endpoints) {

    public static Route get(Function<Request, Response> endpoint) {
      return new Route(Map.of("GET", endpoint));
    }

    public static Route post(Function<Request, Response> endpoint) {
      return new Route(Map.of("POST", endpoint));
    }

    /** This route with one more method. */
    public Route and(String method, Function<Request, Response> endpoint) {
      Map<String, Function<Request, Response>> more = new LinkedHashMap<>(endpoints);
      more.put(method, endpoint);
      return new Route(more);
    }
  }
}
