package dev.gatehouse.adapter.phone;

import dev.gatehouse.adapter.phone.challenge.Challenges;
import dev.gatehouse.adapter.phone.challenge.JdbcChallengeStore;
import dev.gatehouse.adapter.phone.gateway.FailureLog;
import dev.gatehouse.adapter.phone.gateway.HttpTransport;
import dev.gatehouse.adapter.phone.gateway.SmsGateway;
import dev.gatehouse.adapter.phone.gateway.SmsGateways;
import dev.gatehouse.adapter.phone.human.HumanCheck;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings;
import dev.gatehouse.adapter.phone.human.HumanChecks;
import dev.gatehouse.adapter.phone.human.SiteverifyCheck;
import dev.gatehouse.adapter.phone.limit.JdbcCountStore;
import dev.gatehouse.adapter.phone.limit.SendLimits;
import dev.gatehouse.adapter.phone.limit.SentMessages;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.adapter.phone.page.PhoneLoginForm;
import dev.gatehouse.adapter.phone.provider.PhoneCodeController;
import dev.gatehouse.adapter.phone.provider.PhoneCodes;
import dev.gatehouse.adapter.phone.provider.PhoneIdentityProvider;
import dev.gatehouse.adapter.phone.receipt.ReceiptController;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.application.operation.LongBodies;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.DerivedKeys;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginForm;
import dev.gatehouse.domain.login.PhoneNumberProof;
import dev.gatehouse.domain.user.StorageUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Installs login method {@code P} when a gateway is configured. */
@AutoConfiguration
@ConditionalOnProperty("gatehouse.phone.gateway")
@EnableConfigurationProperties(PhoneProperties.class)
@Import({JdbcChallengeStore.class, JdbcCountStore.class})
class PhoneAutoConfiguration {

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Connecting included: vendors ask for at least a second, and people wait. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final int REFERENCE_BYTES = 16;
  private static final Logger log = LoggerFactory.getLogger(PhoneAutoConfiguration.class);

  @Bean
  HttpTransport smsTransport() {
    return new HttpTransport(CONNECT, DEADLINE);
  }

  @Bean
  FailureLog smsFailureLog(Clock clock) {
    return new FailureLog(clock);
  }

  @Bean
  SmsGateway smsGateway(
      PhoneProperties properties,
      ObjectProvider<SentMessages> messages,
      HttpTransport smsTransport,
      FailureLog smsFailureLog,
      Clock clock,
      ObjectProvider<MeterRegistry> metrics) {
    SmsGateways.Parts parts =
        new SmsGateways.Parts(
            smsTransport,
            smsFailureLog,
            clock,
            metrics.getIfUnique(SimpleMeterRegistry::new),
            PhoneAutoConfiguration::random,
            (gateway, id) -> note(messages, gateway, id));
    return SmsGateways.inOrder(
        properties.gateway().stream()
            .map(name ->
                switch (name) {
                  case "aliyun" -> parts.aliyun(properties.aliyun());
                  case "tencent" -> parts.tencent(properties.tencent());
                  default -> parts.http(properties.http());
                })
            .toList());
  }

  /** The message is sent: that its receipt will not be counted is no reason to refuse a login. */
  private static void note(ObjectProvider<SentMessages> messages, String gateway, String id) {
    try {
      messages.ifAvailable(kept -> kept.sent(gateway, id));
    } catch (StorageUnavailableException e) {
      log.debug("a receipt will not be counted: {}", e.getMessage());
    }
  }

  @Bean
  PhoneNumbers phoneNumbers(NumberProperties served, ObjectProvider<MeterRegistry> metrics) {
    MeterRegistry registry = metrics.getIfUnique(SimpleMeterRegistry::new);
    return new PhoneNumbers(
        served.regions(),
        served.extraPrefixes(),
        served.refusedPrefixes(),
        prefix ->
            Counter.builder("gatehouse.phone.refused")
                .description("mainland numbers of a range that the library does not know")
                .tag("prefix", prefix)
                .register(registry)
                .increment());
  }

  @Bean
  SendLimits smsLimits(
      PhoneProperties properties,
      NumberProperties served,
      JdbcCountStore store,
      DerivedKeys keys,
      FailureLog smsFailureLog,
      Clock clock,
      ObjectProvider<MeterRegistry> metrics) {
    return SendLimits.of(
        new SendLimits.Parts(
            store,
            properties.limits(),
            properties.perDay(),
            properties.budget().perRegion(),
            served.regions(),
            clock,
            metrics.getIfUnique(SimpleMeterRegistry::new),
            () ->
                smsFailureLog.error(
                    "The budget of messages is spent",
                    "gatehouse.phone.budget.per-day and .limits.total, and who asks for codes")),
        // The oldest: a new signing key that is put before it changes no count.
        keys.of("sms-count").getLast());
  }

  @Bean
  Challenges smsChallenges(JdbcChallengeStore store, DerivedKeys keys, Clock clock) {
    return Challenges.in(store, keys.of("sms-code"), new SecureRandom(), clock);
  }

  @Bean
  HumanChecks humanChecks(
      PhoneProperties properties, HttpTransport smsTransport, FailureLog smsFailureLog) {
    HumanCheckSettings settings = properties.humanCheck();
    HumanCheck none = (_, _) -> HumanCheck.Result.UNAVAILABLE;
    return new HumanChecks(
        settings,
        settings.when() == HumanCheckSettings.When.NEVER
            ? none
            : new SiteverifyCheck(settings, smsTransport, smsFailureLog));
  }

  @Bean
  PhoneCodes phoneCodes(
      HumanChecks humanChecks, SendLimits limits, Challenges challenges, SmsGateway smsGateway) {
    return new PhoneCodes(
        humanChecks,
        limits,
        challenges,
        smsGateway,
        () -> RequestContext.client().address(),
        PhoneAutoConfiguration::random);
  }

  @Bean
  IdentityProvider phoneIdentityProvider(
      PhoneProperties properties,
      PhoneNumbers numbers,
      PhoneCodes codes,
      ObjectProvider<PhoneNumberProof> proofs) {
    return new PhoneIdentityProvider(
        numbers, codes, properties.dormantAfter(), proofs.orderedStream().toList());
  }

  @Bean
  LoginForm phoneLoginForm(PhoneProperties properties, NumberProperties served) {
    return new PhoneLoginForm(
        PhoneIdentityProvider.METHOD, served.regions(), properties.humanCheck());
  }

  @Bean
  PhoneCodeController phoneCodeController(
      PhoneNumbers numbers, PhoneCodes codes, ObjectProvider<CurrentUser> currentUser) {
    return new PhoneCodeController(numbers, codes, currentUser::getIfAvailable);
  }

  /** Receipts are taken if there is a secret path for them. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("!'${gatehouse.phone.receipts.secret:}'.isEmpty()")
  static class Receipts {

    @Bean
    SentMessages sentMessages(JdbcCountStore store, DerivedKeys keys, Clock clock) {
      return SentMessages.in(store, keys.of("sms-count").getLast(), clock);
    }

    @Bean
    ReceiptController receiptController(
        PhoneProperties properties, SentMessages messages, ObjectProvider<MeterRegistry> metrics) {
      return new ReceiptController(
          properties.receipts(),
          messages,
          () -> RequestContext.client().address(),
          metrics.getIfUnique(SimpleMeterRegistry::new));
    }

    @Bean
    LongBodies longReceipts() {
      return new LongBodies(ReceiptController.PATH, ReceiptController.MOST_BYTES);
    }
  }

  @Bean
  ExpiringRows expiringChallenges(JdbcChallengeStore store) {
    return store::removeExpired;
  }

  @Bean
  ExpiringRows expiringCounts(JdbcCountStore store) {
    return store::removeExpired;
  }

  private static String random() {
    byte[] bytes = new byte[REFERENCE_BYTES];
    Randomness.SECURE.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static final class Randomness {
    private static final SecureRandom SECURE = new SecureRandom();
  }
}
