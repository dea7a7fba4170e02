package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.login.IdentityProvider;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs login method {@code P}. */
@AutoConfiguration
@EnableConfigurationProperties(PhoneProperties.class)
@Import({JdbcSentCodes.class, PhoneCodeController.class})
class PhoneAutoConfiguration {

  @Bean
  SmsGateway smsGateway(PhoneProperties properties) {
    return properties.gateway();
  }

  @Bean
  PhoneNumbers phoneNumbers(PhoneProperties properties) {
    return new PhoneNumbers(properties.regions());
  }

  @Bean
  PhoneCodes phoneCodes(
      SentCodes sent, SmsGateway gateway, PhoneProperties properties, Clock clock) {
    return new PhoneCodes(sent, gateway, properties.text(), new SecureRandom(), clock);
  }

  @Bean
  IdentityProvider phoneIdentityProvider(PhoneNumbers numbers, PhoneCodes codes) {
    return new PhoneIdentityProvider(numbers, codes);
  }
}
