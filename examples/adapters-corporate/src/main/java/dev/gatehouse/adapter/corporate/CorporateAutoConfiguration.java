package dev.gatehouse.adapter.corporate;

import com.unboundid.ldap.sdk.LDAPException;
import dev.gatehouse.domain.login.IdentityProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Installs login method {@code CORP}. */
@AutoConfiguration
@EnableConfigurationProperties(CorporateProperties.class)
class CorporateAutoConfiguration {

  @Bean
  IdentityProvider corporateIdentityProvider(CorporateProperties properties) throws LDAPException {
    return new CorporateIdentityProvider(new Directory(properties));
  }
}
