package dev.gatehouse.adapter.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the directory is.
 *
 * @param url as in {@code ldaps://directory.example:636}
 * @param base the entry under which the users are
 * @param account the name of the service's own entry
 * @param password of that account
 */
@ConfigurationProperties("gatehouse.ldap")
record LdapProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String base,
    @DefaultValue("") String account,
    @DefaultValue("") String password) {

  private static final int LONGEST_MILLIS = 2_000;
  private static final int MOST_CONNECTIONS = 20;

  LdapProperties {
    if (!isWellFormed(url, base)) {
      throw new IllegalArgumentException(
          "gatehouse.ldap.url or .base is missing or malformed: set them as in"
              + " ldaps://directory.example:636 and ou=users,dc=example");
    }
  }

  private static boolean isWellFormed(String url, String base) {
    try {
      return new LDAPURL(url).hostProvided() && !new DN(base).isNullDN();
    } catch (LDAPException malformed) {
      return false;
    }
  }

  DN baseName() throws LDAPException {
    return new DN(base);
  }

  /** Connections that are opened when they are needed: the service starts before its directory. */
  LDAPConnectionPool connections() throws LDAPException, NoSuchAlgorithmException {
    LDAPURL server = new LDAPURL(url);
    SocketFactory sockets =
        server.getScheme().equals("ldaps")
            ? SSLContext.getDefault().getSocketFactory()
            : SocketFactory.getDefault();
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(LONGEST_MILLIS);
    options.setResponseTimeoutMillis(LONGEST_MILLIS);
    BindRequest bind = new SimpleBindRequest(account, password);
    return new LDAPConnectionPool(
        new SingleServerSet(
            Objects.requireNonNull(server.getHost(), "host"), server.getPort(), sockets, options),
        bind,
        0,
        MOST_CONNECTIONS);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "LdapProperties[]";
  }
}
