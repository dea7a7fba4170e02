package dev.gatehouse.testkit.service;

import dev.gatehouse.bootstrap.GatehouseApplication;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs Gatehouse for a test class, on a free port, with a WeChat simulator and a database of its
 * own in memory; whatever other adapters are on the class path are installed. Users stay from one
 * test to the next; the simulator is reset before each.
 *
 * <pre>{@code
 * @RegisterExtension static final GatehouseExtension GATEHOUSE = new GatehouseExtension();
 * }</pre>
 */
public final class GatehouseExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback {

  private final WeChatSimulatorExtension weChat = new WeChatSimulatorExtension();
  private final Map<String, Supplier<?>> settings = new LinkedHashMap<>();
  private @Nullable ConfigurableApplicationContext running;

  public GatehouseExtension() {
    with("server.port", () -> 0);
    with("management.server.port", () -> 0);
    with("gatehouse.public-url", () -> "http://127.0.0.1:8080");
    with("gatehouse.session.signing-keys", TestKeys::file);
    with(
        "spring.datasource.url",
        () ->
            "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
                .formatted(UUID.randomUUID()));
    with("spring.datasource.username", () -> "sa");
    with("spring.datasource.password", () -> "trial");
    with("gatehouse.wechat.api-base-url", () -> weChat().baseUrl());
    for (String channel : List.of("web", "app")) {
      with("gatehouse.wechat.apps." + channel + ".id", () -> weChat().appId(channel));
      with("gatehouse.wechat.apps." + channel + ".secret", () -> weChat().secret(channel));
    }
  }

  /**
   * Sets a property, in place of an earlier value.
   *
   * @param value asked for when the service starts
   */
  public GatehouseExtension with(String property, Supplier<?> value) {
    settings.put(property, value);
    return this;
  }

  /** Where the service answers. */
  public URI baseUrl() {
    return at("local.server.port");
  }

  /** Where health and metrics answer. */
  public URI managementUrl() {
    return at("local.management.port");
  }

  private URI at(String port) {
    if (running == null) {
      throw new IllegalStateException(
          "Gatehouse is not running; is the field with @RegisterExtension static?");
    }
    return URI.create("http://127.0.0.1:" + running.getEnvironment().getProperty(port));
  }

  /** The WeChat that this Gatehouse asks. */
  public WeChatSimulator weChat() {
    return weChat.simulator();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    weChat.beforeAll(context);
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue().get())
            .toArray(String[]::new);
    running = SpringApplication.run(GatehouseApplication.class, arguments);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    weChat.beforeEach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (running != null) {
      running.close();
      running = null;
    }
    weChat.afterAll(context);
  }
}
