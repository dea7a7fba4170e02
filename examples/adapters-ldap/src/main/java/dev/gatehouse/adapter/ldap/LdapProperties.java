package dev.gatehouse.adapter.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the directory is, checked as a whole: what is wrong stops the start with a message that
 * names the property and the way out, never the value.
 *
 * @param url as in {@code ldaps://directory.example:636}; plain {@code ldap} to this machine only
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

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final int LONGEST_MILLIS = 2_000;
  private static final int MOST_CONNECTIONS = 20;

  LdapProperties {
    List<String> problems = new ArrayList<>();
    if (!isServer(url)) {
      problems.add(
          "gatehouse.ldap.url must be set as in ldaps://directory.example:636; plain ldap:// would"
              + " send the password in clear (allowed to 127.0.0.1, ::1 and localhost only)");
    }
    if (!isEntry(base)) {
      problems.add("gatehouse.ldap.base must be set as in ou=users,dc=example");
    }
    if (!isEntry(account)) {
      problems.add("gatehouse.ldap.account must be set as in cn=gatehouse,dc=example");
    }
    if (password.isBlank()) {
      problems.add(
          "gatehouse.ldap.password is missing: set it to that of gatehouse.ldap.account; without"
              + " one a directory treats us as anonymous");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static boolean isServer(String url) {
    try {
      LDAPURL server = new LDAPURL(url);
      return server.hostProvided()
          && (server.getScheme().equals("ldaps") || LOOPBACK.contains(server.getHost()));
    } catch (LDAPException malformed) {
      return false;
    }
  }

  private static boolean isEntry(String name) {
    try {
      return !new DN(name).isNullDN();
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
    // The library's default accepts a genuine certificate of any host.
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
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
