package dev.gatehouse.adapter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustStoreTrustManager;
import com.unboundid.util.ssl.cert.ManageCertificates;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory proves with its certificate that it is the one that was asked for. */
class LdapOverTlsTest {

  private static final String ACCOUNT = "cn=gatehouse";
  private static final String PASSWORD = "trial-of-tls";

  private final SSLContext usual = usual();

  @TempDir private Path folder;

  @AfterEach
  void believeAsUsual() {
    SSLContext.setDefault(usual);
  }

  @Test
  void one_with_a_certificate_of_its_name_is_talked_to() throws Exception {
    assertThat(entryOfDirectoryWith("localhost")).isEqualTo("dc=example");
  }

  @Test
  void one_with_the_genuine_certificate_of_another_is_not() {
    assertThatThrownBy(() -> entryOfDirectoryWith("directory.example"))
        .isInstanceOf(LDAPException.class)
        .extracting(e -> ((LDAPException) e).getResultCode())
        .isEqualTo(ResultCode.CONNECT_ERROR);
  }

  private String entryOfDirectoryWith(String name) throws Exception {
    String keys = folder.resolve("keys").toString();
    ResultCode made =
        ManageCertificates.main(
            null,
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            "generate-self-signed-certificate",
            "--keystore",
            keys,
            "--keystore-password",
            PASSWORD,
            "--keystore-type",
            "PKCS12",
            "--alias",
            "directory",
            "--subject-dn",
            "CN=" + name,
            "--subject-alternative-name-dns",
            name);
    assertThat(made).isEqualTo(ResultCode.SUCCESS);
    SSLUtil tls =
        new SSLUtil(
            new KeyStoreKeyManager(keys, PASSWORD.toCharArray(), "PKCS12", "directory"),
            new TrustStoreTrustManager(keys, PASSWORD.toCharArray(), "PKCS12", true));
    // The certificate is one that the JVM believes.
    SSLContext.setDefault(tls.createSSLContext());

    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
    config.addAdditionalBindCredentials(ACCOUNT, PASSWORD);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "tls",
            InetAddress.getLoopbackAddress(),
            0,
            tls.createSSLServerSocketFactory(),
            tls.createSSLSocketFactory()));
    try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
      server.add("dn: dc=example", "objectClass: domain", "dc: example");
      server.startListening();
      String url = "ldaps://localhost:" + server.getListenPort();
      try (LDAPConnectionPool directory =
          new LdapProperties(url, "dc=example", ACCOUNT, PASSWORD).connections()) {
        return Objects.requireNonNull(directory.getEntry("dc=example")).getDN();
      }
    }
  }

  private static SSLContext usual() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
