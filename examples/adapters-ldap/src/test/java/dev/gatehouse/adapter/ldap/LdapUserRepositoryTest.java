package dev.gatehouse.adapter.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.UserRepositoryContract;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LdapUserRepositoryTest extends UserRepositoryContract {

  private static final String BASE = "ou=users,dc=example";
  private static final String ACCOUNT = "cn=gatehouse";
  private static final String PASSWORD = "trial";

  private static InMemoryDirectoryServer server;
  private static UserRepository users;

  @BeforeAll
  static void start() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
    config.addAdditionalBindCredentials(ACCOUNT, PASSWORD);
    server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example", "objectClass: domain", "dc: example");
    server.add("dn: " + BASE, "objectClass: organizationalUnit", "ou: users");
    server.add(
        "dn: cn=counter," + BASE,
        "objectClass: inetOrgPerson",
        "cn: counter",
        "sn: counter",
        "employeeNumber: 0");
    server.startListening();
    users = on(server.getListenPort());
  }

  @AfterAll
  static void stop() {
    server.shutDown(true);
  }

  @Override
  protected boolean keepsUses() {
    return false;
  }

  @Override
  protected UserRepository repository() {
    return users;
  }

  @Override
  protected UserRepository unreachableRepository() {
    return on(1);
  }

  @Override
  protected void disable(UserId id) {
    set(id, LdapUserRepository.STATE, LdapUserRepository.DISABLED);
  }

  @Override
  protected void nameChosen(UserId id) {
    set(id, LdapUserRepository.NAME_CHOSEN, "chosen");
  }

  private void set(UserId id, String attribute, String value) {
    try {
      Entry entry =
          Objects.requireNonNull(
              server.searchForEntry(
                  BASE, SearchScope.ONE, "(&(ou=*)(employeeNumber=" + id.value() + "))"));
      server.modify(entry.getDN(), new Modification(ModificationType.REPLACE, attribute, value));
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void it_is_installed_by_its_settings_alone() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LdapAutoConfiguration.class))
        .withPropertyValues(
            "gatehouse.ldap.url=ldap://127.0.0.1:" + server.getListenPort(),
            "gatehouse.ldap.base=" + BASE,
            "gatehouse.ldap.account=" + ACCOUNT,
            "gatehouse.ldap.password=" + PASSWORD)
        .run(context -> assertThat(context).hasSingleBean(UserRepository.class));
  }

  private static UserRepository on(int port) {
    LdapProperties settings =
        new LdapProperties("ldap://127.0.0.1:" + port, BASE, ACCOUNT, PASSWORD);
    try {
      return new LdapUserRepository(settings.connections(), settings.baseName());
    } catch (LDAPException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
