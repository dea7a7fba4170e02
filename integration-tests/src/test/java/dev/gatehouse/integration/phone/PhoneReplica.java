package dev.gatehouse.integration.phone;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.PhoneCalls;
import dev.gatehouse.integration.support.QueryStatistics;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.smssimulator.SmsSimulator;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A service with login by phone over H2, whose statements can be counted. Each call comes from an
 * address of its own.
 */
final class PhoneReplica implements AutoCloseable {

  private final SmsSimulator sms = new SmsSimulator(0);
  private final String database =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE";
  private final QueryStatistics statistics =
      new QueryStatistics(() -> DriverManager.getConnection(database, "sa", "trial"));
  private final EmbeddedReplica replica;
  private final PhoneCalls calls;
  private int addresses;

  /**
   * @param more settings
   */
  PhoneReplica(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(sms.settings());
    settings.put("spring.datasource.url", database);
    settings.put("gatehouse.wechat.apps.web.id", "wx0123456789abcdef");
    settings.put("gatehouse.wechat.apps.web.secret", "fedcba9876543210fedcba9876543210");
    settings.put("gatehouse.limits.requests-per-minute", "0");
    settings.put("gatehouse.trusted-proxies", "127.0.0.1");
    settings.put("gatehouse.phone.gateway", "http");
    settings.put("gatehouse.phone.budget.per-day", "1000");
    settings.putAll(more);
    replica = EmbeddedReplica.start(settings, SettableTime.class);
    calls = new PhoneCalls(replica.port());
  }

  SmsSimulator sms() {
    return sms;
  }

  EmbeddedReplica replica() {
    return replica;
  }

  Answer ask(String number) {
    return calls.ask(number, "", nextAddress());
  }

  Answer login(String number, String code, String challenge) {
    return calls.login(number, code, challenge, nextAddress());
  }

  /** Asks for a code and logs in with it. */
  Answer login(String number) {
    String challenge = ask(number).text("$.challenge");
    return login(number, sms.latestCode(number), challenge);
  }

  /** The statements that a call costs, and how often each is executed. */
  Map<String, Integer> statements(Runnable call) {
    return statistics.during(call, "sms_", "user");
  }

  @Override
  public void close() {
    replica.close();
    sms.close();
  }

  private String nextAddress() {
    addresses++;
    return "203.0.%d.%d".formatted(addresses / 250, addresses % 250);
  }
}
