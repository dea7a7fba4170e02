package dev.gatehouse.adapter.corporate;

import static java.util.Objects.requireNonNull;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this adapter. What is wrong stops the start with one line each, which names the
 * setting and the fix.
 *
 * @param url as in {@code ldaps://directory.example:636}; plain {@code ldap} to this machine only
 * @param people the entry under which the accounts are, each with a {@code uid}
 */
@ConfigurationProperties("gatehouse.corporate")
record CorporateProperties(@DefaultValue("") String url, @DefaultValue("") String people) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final int LONGEST_MILLIS = 2_000;

  CorporateProperties {
    List<String> problems = new ArrayList<>();
    if (!isServer(url)) {
      problems.add(
          "gatehouse.corporate.url must be set as in ldaps://directory.example:636 (ldap:// to"
              + " 127.0.0.1, ::1 and localhost only)");
    }
    if (!isEntry(people)) {
      problems.add("gatehouse.corporate.people must be set as in ou=people,dc=example");
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

  /** A new connection without a bind. */
  LDAPConnection connect() throws LDAPException {
    LDAPURL server = new LDAPURL(url);
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(LONGEST_MILLIS);
    options.setResponseTimeoutMillis(LONGEST_MILLIS);
    // The library's own verifier accepts any valid certificate, whatever host it names.
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    return new LDAPConnection(
        sockets(server), options, requireNonNull(server.getHost(), "host"), server.getPort());
  }

  private static SocketFactory sockets(LDAPURL server) throws LDAPException {
    try {
      return server.getScheme().equals("ldaps")
          ? SSLContext.getDefault().getSocketFactory()
          : SocketFactory.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, "this Java has no TLS", e);
    }
  }
}
