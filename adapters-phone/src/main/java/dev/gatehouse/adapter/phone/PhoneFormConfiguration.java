package dev.gatehouse.adapter.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.gatehouse.adapter.phone.number.E164Form;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.adapter.phone.provider.PhoneIdentityProvider;
import dev.gatehouse.application.operation.IdentificationForm;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The form of phone numbers, also without a gateway: an operator brings the rows of an older
 * service into it before the first login by phone.
 */
@AutoConfiguration
class PhoneFormConfiguration {

  @Bean
  IdentificationForm phoneNumberForm(
      @Value("${gatehouse.phone.regions:CN}") List<String> regions,
      @Value("${gatehouse.phone.extra-prefixes:}") List<String> extraPrefixes) {
    List<String> all =
        Stream.concat(
                regions.stream(), PhoneNumberUtil.getInstance().getSupportedRegions().stream())
            .distinct()
            .toList();
    return new E164Form(
        PhoneIdentityProvider.METHOD, new PhoneNumbers(all, extraPrefixes, List.of(), _ -> {}));
  }
}
