package dev.gatehouse.adapter.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.gatehouse.adapter.phone.number.E164Form;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.adapter.phone.provider.PhoneIdentityProvider;
import dev.gatehouse.application.operation.IdentificationForm;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The form of phone numbers, also without a gateway: an operator brings the rows of an older
 * service into it before the first login by phone.
 */
@AutoConfiguration
@EnableConfigurationProperties(NumberProperties.class)
class PhoneFormConfiguration {

  @Bean
  IdentificationForm phoneNumberForm(NumberProperties served) {
    List<String> all =
        Stream.concat(
                served.regions().stream(),
                PhoneNumberUtil.getInstance().getSupportedRegions().stream())
            .distinct()
            .toList();
    return new E164Form(
        PhoneIdentityProvider.METHOD,
        new PhoneNumbers(all, served.extraPrefixes(), List.of(), _ -> {}));
  }
}
