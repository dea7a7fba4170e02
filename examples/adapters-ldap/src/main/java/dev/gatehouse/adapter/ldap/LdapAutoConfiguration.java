package dev.gatehouse.adapter.ldap;

import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import dev.gatehouse.domain.user.UserRepository;
import java.security.NoSuchAlgorithmException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Installs the users in a directory; adapters-persistence then stays away by itself. */
@AutoConfiguration
@EnableConfigurationProperties(LdapProperties.class)
class LdapAutoConfiguration {

  @Bean
  LDAPConnectionPool directory(LdapProperties properties)
      throws LDAPException, NoSuchAlgorithmException {
    return properties.connections();
  }

  @Bean
  UserRepository userRepository(LDAPConnectionPool directory, LdapProperties properties)
      throws LDAPException {
    return new LdapUserRepository(directory, properties.baseName());
  }
}
