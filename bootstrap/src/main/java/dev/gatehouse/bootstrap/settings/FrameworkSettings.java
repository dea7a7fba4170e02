package dev.gatehouse.bootstrap.settings;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.unit.DataSize;

/** Settings of the framework that would undo what SECURITY.md promises, or that cannot work. */
final class FrameworkSettings {

  private static final Set<String> SAFE_ENDPOINTS = Set.of("health", "info", "prometheus");

  private static final Set<String> SAFE_HEADERS = Set.of("user-agent", "x-forwarded-for");

  /** %r, %q and the two patterns that contain them; %{name}x for other things than a date. */
  private static final Pattern QUERY_OR_NAMED =
      Pattern.compile("%[rq]|%\\{([^}]*)}[icors]|\\b(?:common|combined)\\b");

  private static final DataSize LARGEST_HEADER = DataSize.ofKilobytes(64);

  private FrameworkSettings() {}

  /** One line for each: the property, the reason, the way out, never the value. */
  static List<String> problemsIn(ConfigurableEnvironment environment) {
    List<String> problems = new ArrayList<>();
    if (!"none".equalsIgnoreCase(environment.getProperty("server.forward-headers-strategy"))) {
      problems.add(
          "server.forward-headers-strategy must be none: any client could write its own address;"
              + " name your proxies in gatehouse.trusted-proxies");
    }
    for (String header : List.of("remote-ip-header", "protocol-header")) {
      String name = "server.tomcat.remoteip." + header;
      if (environment.containsProperty(name)) {
        problems.add(
            name
                + " must not be set: any client could write its own address; name your proxies in"
                + " gatehouse.trusted-proxies");
      }
    }
    for (String name : List.of("server.servlet.context-path", "spring.mvc.servlet.path")) {
      if (environment.containsProperty(name)) {
        problems.add(
            name
                + " must not be set: the path of gatehouse.public-url is the path under which the"
                + " service answers");
      }
    }
    Set<String> exposed =
        Binder.get(environment)
            .bind("management.endpoints.web.exposure.include", Bindable.setOf(String.class))
            .orElse(Set.of());
    if (!SAFE_ENDPOINTS.containsAll(exposed)) {
      problems.add(
          "management.endpoints.web.exposure.include may name health, info and prometheus only:"
              + " others show settings, memory or requests");
    }
    if (isOn("server.tomcat.accesslog.enabled", environment)
        && writesSecrets(environment.getProperty("server.tomcat.accesslog.pattern", "common"))) {
      problems.add(
          "server.tomcat.accesslog.pattern writes queries, cookies or headers, which hold codes and"
              + " tokens: set it to %h %t %m %U %s %D, for example");
    }
    // Of 0 the system chooses two different ports.
    String port = environment.getProperty("server.port", "8080").strip();
    if (port.equals(environment.getProperty("management.server.port")) && !port.equals("0")) {
      problems.add(
          "management.server.port must not be server.port: clients would reach health, metrics and"
              + " build of this service");
    }
    if (isOn("server.http2.enabled", environment)) {
      problems.add(
          "server.http2.enabled must be false, because the limits for headers and slow clients are"
              + " those of HTTP/1.1: let your proxy speak HTTP/2 with browsers");
    }
    if (Binder.get(environment)
            .bind("server.max-http-request-header-size", DataSize.class)
            .orElse(DataSize.ofBytes(0))
            .compareTo(LARGEST_HEADER)
        > 0) {
      problems.add(
          "server.max-http-request-header-size must be at most 64KB: the cost of a request is"
              + " bounded by it");
    }
    if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:")
        && environment.getProperty("gatehouse.public-url", "").startsWith("https:")) {
      problems.add(
          "spring.datasource.url names H2, which is for trials on this machine: use MySQL, or set"
              + " gatehouse.public-url to http://127.0.0.1:8080");
    }
    String transport = "management.opentelemetry.tracing.export.otlp.transport";
    if (!environment.getProperty(transport, "http").equalsIgnoreCase("http")) {
      problems.add(
          transport
              + " must be http, because this jar cannot speak gRPC: collectors take traces over"
              + " HTTP at port 4318");
    }
    return problems;
  }

  /** Boot also reads yes, on and 1. */
  private static boolean isOn(String name, ConfigurableEnvironment environment) {
    return Binder.get(environment).bind(name, boolean.class).orElse(false);
  }

  private static boolean writesSecrets(String pattern) {
    return QUERY_OR_NAMED
        .matcher(pattern)
        .results()
        .anyMatch(found ->
            found.group(1) == null || !SAFE_HEADERS.contains(found.group(1).toLowerCase(ROOT)));
  }
}
