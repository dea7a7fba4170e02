package dev.gatehouse.integration.support;

import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.bootstrap.GatehouseApplication;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.testkit.FakeIdentityProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;

/**
 * A replica in this JVM, beside others: it starts within a second and can be given fakes. One that
 * has to die is a {@code JarReplica}.
 */
public final class EmbeddedReplica implements AutoCloseable {

  /**
   * The setting with the moment at which the clock of one on fakes stands; by default its start.
   */
  public static final String NOW = "test.now";

  private static final int BATCH = 100;

  private final ConfigurableApplicationContext context;

  private EmbeddedReplica(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts one with these settings, on a free port; on an empty database, if they name none.
   *
   * @param parts more configuration
   */
  public static EmbeddedReplica start(Map<String, String> settings, Class<?>... parts) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent(
        "spring.datasource.url",
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
    all.putIfAbsent("spring.datasource.username", "sa");
    all.putIfAbsent("spring.datasource.password", "trial");
    all.putIfAbsent("server.port", "0");
    all.put("management.server.port", "0");
    return new EmbeddedReplica(
        new SpringApplicationBuilder(GatehouseApplication.class)
            .sources(parts)
            .initializers(context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("replica", all)))
            .run());
  }

  /** The same with a login method that is a fake, and a clock that stands. */
  public static EmbeddedReplica startOnFakes(Map<String, String> settings, Class<?>... parts) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent(NOW, Instant.now().toString());
    List<Class<?>> more = new ArrayList<>(List.of(parts));
    more.add(FakeMethod.class);
    return start(all, more.toArray(Class<?>[]::new));
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** What Prometheus reads. */
  public Scrape scrape() {
    return Scrape.of(
        new LoginCalls(
            context.getEnvironment().getRequiredProperty("local.management.port", Integer.class)));
  }

  /** Closes the accounts that are due at a moment, as each replica does about once a minute. */
  public void closeDue(Instant moment) {
    ExpiringRows accounts = context.getBean("closingAccounts", ExpiringRows.class);
    while (accounts.removeExpired(moment, BATCH) == BATCH) {
      // More may be due.
    }
  }

  public SessionCalls calls() {
    return new SessionCalls(port());
  }

  @Override
  public void close() {
    context.close();
  }

  /**
   * The one way to log in: with the ticket {@code ticket}. And a clock that stands, so that nothing
   * depends on how fast the machine is. Not annotated, so that the scan of other tests does not
   * find it.
   */
  public static class FakeMethod {

    @Bean
    public FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
    }

    @Bean
    @Primary
    public Clock standingClock(@Value("${" + NOW + "}") Instant now) {
      return Clock.fixed(now, ZoneOffset.UTC);
    }
  }
}
