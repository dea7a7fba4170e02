package dev.gatehouse.adapter.corporate;

import com.unboundid.ldap.sdk.LDAPException;
import dev.gatehouse.domain.login.IdentityProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Installs login method {@code CORP} once its directory is configured. */
@AutoConfiguration
@ConditionalOnProperty("gatehouse.corporate.url")
@EnableConfigurationProperties(CorporateProperties.class)
class CorporateAutoConfiguration {

  @Bean
  IdentityProvider corporateIdentityProvider(CorporateProperties properties) throws LDAPException {
    return new CorporateIdentityProvider(new Directory(properties));
  }
}
