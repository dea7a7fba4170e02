package dev.gatehouse.adapter.corporate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.testkit.IdentityProviderContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Accounts of a directory in memory prove people as the port promises. */
class CorporateIdentityProviderTest extends IdentityProviderContract {

  private static final String PEOPLE = "ou=people,dc=example";

  private static InMemoryDirectoryServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new InMemoryDirectoryServer(new InMemoryDirectoryServerConfig("dc=example"));
    server.add("dn: dc=example", "objectClass: domain", "dc: example");
    server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    add("xiaoming", "小明", "one");
    add("lili", "丽丽", "another");
    server.startListening();
  }

  @AfterAll
  static void stop() {
    server.shutDown(true);
  }

  private static void add(String account, String name, String password) throws Exception {
    server.add(
        "dn: uid=" + account + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + account,
        "cn: " + name,
        "sn: " + name,
        "displayName: " + name,
        "userPassword: " + password);
  }

  @Override
  protected IdentityProvider provider() {
    return on(server.getListenPort());
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    return on(1);
  }

  @Override
  protected Credential credentialOf(Person person) {
    return person == Person.ONE ? credential("xiaoming", "one") : credential("lili", "another");
  }

  @Override
  protected String nameOf(Person person) {
    return person == Person.ONE ? "小明" : "丽丽";
  }

  @Override
  protected Credential refusedCredential() {
    return credential("xiaoming", "another");
  }

  @Test
  void a_renamed_account_is_the_same_person() throws Exception {
    add("before", "张三", "three");
    ExternalIdentity before = provider().authenticate(credential("before", "three")).identity();

    server.modifyDN("uid=before," + PEOPLE, "uid=after", true);

    assertThat(provider().authenticate(credential("after", "three")).identity()).isEqualTo(before);
  }

  /** A bind without a password is an anonymous one, which succeeds. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void an_empty_password_proves_no_identity(String password) {
    assertThatThrownBy(() -> provider().authenticate(credential("xiaoming", password)))
        .isInstanceOf(InvalidCredential.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "*", "xiaoming,ou=people", "xiaoming)(uid=*", "\0", "uid=xiaoming"})
  void an_account_that_does_not_exist_is_rejected_like_a_wrong_password(String account) {
    assertThatThrownBy(() -> provider().authenticate(credential(account, "one")))
        .isInstanceOf(CredentialRejected.class);
  }

  @Test
  void settings_that_would_send_passwords_in_clear_are_refused() {
    assertThatThrownBy(() -> new CorporateProperties("ldap://directory.example", "nonsense"))
        .message()
        .contains("gatehouse.corporate.url", "gatehouse.corporate.people");
  }

  private static Credential credential(String account, String password) {
    return new Credential(
        new LoginMethod("CORP"), Map.of("account", account, "password", password));
  }

  private static IdentityProvider on(int port) {
    IdentityProvider[] provider = new IdentityProvider[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(CorporateAutoConfiguration.class))
        .withPropertyValues(
            "gatehouse.corporate.url=ldap://127.0.0.1:" + port,
            "gatehouse.corporate.people=" + PEOPLE)
        .run(context -> provider[0] = context.getBean(IdentityProvider.class));
    return provider[0];
  }
}
