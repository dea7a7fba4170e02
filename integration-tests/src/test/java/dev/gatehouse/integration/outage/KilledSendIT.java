package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.PhoneCalls;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.SmsSimulator;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A process is killed while the SMS gateway holds a message of it (reference, section 5). Another
 * replica over the same MySQL goes on.
 */
class KilledSendIT {

  private static final String PHONE = "+8613900000001";

  private final SmsSimulator sms = new SmsSimulator(0);
  private final WeChatSimulator weChat = WeChatSimulator.start(0);
  private MySqlDatabase mySql;
  private JarReplica victim;
  private EmbeddedReplica survivor;

  @BeforeEach
  void start() throws SQLException {
    mySql = MySqlDatabase.create();
    victim =
        JarReplica.start(weChat, mySql.url(), mySql.username(), mySql.password(), phoneSettings());
    Map<String, String> settings = new HashMap<>(phoneSettings());
    settings.put("spring.datasource.url", mySql.url());
    settings.put("spring.datasource.username", mySql.username());
    settings.put("spring.datasource.password", mySql.password());
    settings.put("gatehouse.session.signing-keys", TestKeys.file().toString());
    settings.put("gatehouse.limits.requests-per-minute", "0");
    settings.put("gatehouse.wechat.apps.web.id", weChat.appId("web"));
    settings.put("gatehouse.wechat.apps.web.secret", weChat.secret("web"));
    survivor = EmbeddedReplica.start(settings);
  }

  @AfterEach
  void stop() throws SQLException {
    survivor.close();
    victim.close();
    weChat.close();
    sms.close();
    mySql.close();
  }

  /** Each limit is so low that it holds only if the killed send counts towards it. */
  private Map<String, String> phoneSettings() {
    Map<String, String> settings = new HashMap<>(sms.settings());
    settings.put("gatehouse.trusted-proxies", "127.0.0.1");
    settings.put("gatehouse.phone.gateway", "aliyun,tencent");
    settings.put("gatehouse.phone.limits.number", "3/1h");
    settings.put("gatehouse.phone.limits.address", "2/1h");
    settings.put("gatehouse.phone.limits.address-numbers", "1/1h");
    // Numbers that were never verified may use four of them.
    settings.put("gatehouse.phone.budget.per-day", "5");
    return settings;
  }

  @Test
  void a_send_that_a_killed_process_began_stays_counted_and_its_code_logs_in_on_another_replica() {
    String home = "203.0.113.1";
    String away = "203.0.113.2";
    PhoneCalls here = new PhoneCalls(victim.port());
    PhoneCalls there = new PhoneCalls(survivor.port());
    Answer first = here.ask(PHONE, "", home);
    assertThat(first.status()).isEqualTo(200);
    String challenge = first.text("$.challenge");
    String firstCode = sms.latestCode(PHONE);
    sms.onNextCall(Fault.lostAnswer(victim::kill));

    assertThatThrownBy(() -> here.ask(PHONE, challenge, away))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(sms.inbox(PHONE)).hasSize(2);
    String killedCode = sms.latestCode(PHONE);
    assertRefused(there.ask("+8613900000002", "", away), "address_numbers");
    assertThat(regionExcess()).isZero();
    Answer next = there.ask(PHONE, "", away);
    assertThat(next.status()).isEqualTo(200);
    String nextCode = sms.latestCode(PHONE);
    assertRefused(there.ask(PHONE, "", away), "address");
    assertThat(regionExcess()).as("the third send spent what an hour allows").isEqualTo(1);
    assertRefused(there.ask(PHONE, "", "203.0.113.3"), "number");
    assertThat(there.ask("+8613900000002", "", "203.0.113.3").status()).isEqualTo(200);
    Answer beyondTotal = there.ask("+8613900000003", "", "203.0.113.4");
    assertThat(beyondTotal.status()).isEqualTo(503);
    assertThat(beyondTotal.code()).isEqualTo("provider_unavailable");
    assertThat(beyondTotal.header("Retry-After")).isNotEmpty();
    assertThat(limited("total")).isEqualTo(1);

    victim.startAgain();
    assertThat(there.login(PHONE, killedCode, challenge, home).status()).isEqualTo(201);
    assertThat(here.login(PHONE, firstCode, challenge, home).status()).isEqualTo(401);
    assertThat(here.login(PHONE, nextCode, next.text("$.challenge"), home).status()).isEqualTo(200);
    assertThat(sms.inbox(PHONE)).as("no message was sent twice").hasSize(3);
    assertThat(sms.accepted()).isEqualTo(4);
  }

  private void assertRefused(Answer answer, String limit) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("rate_limited");
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(limited(limit)).as(limit).isEqualTo(1);
  }

  private double limited(String limit) {
    return survivor.scrape().sum("gatehouse_phone_limited_total", "limit=" + limit);
  }

  private double regionExcess() {
    return survivor.scrape().sum("gatehouse_phone_region_excess_total", "region=CN");
  }
}
