package dev.gatehouse.adapter.persistence.connection;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJException;
import java.net.InetAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JDBC URL says about hosts and encryption. Read by the driver's own parser: a second
 * opinion would be wrong just where it matters, as with several hosts that differ.
 */
final class MySqlUrl {

  private static final Set<String> NOT_ENCRYPTING = Set.of("DISABLED", "PREFERRED");

  /** Options with which the driver reads local files, loads classes or repeats statements. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "(?i)"
              + String.join(
                  "|",
                  "allowLoadLocalInfile",
                  "allowLoadLocalInfileInPath",
                  "allowMultiQueries",
                  "allowUrlInLocalInfile",
                  "autoDeserialize",
                  "autoGenerateTestcaseScript",
                  "clientInfoProvider",
                  "connectionLifecycleInterceptors",
                  "dumpQueriesOnException",
                  "exceptionInterceptors",
                  "explainSlowQueries",
                  "includeInnodbStatusInDeadlockExceptions",
                  "logSlowQueries",
                  "profileSQL",
                  "propertiesTransform",
                  "queryInterceptors",
                  "traceProtocol",
                  "useConfigs"));

  private static final Pattern TRANSFORM = Pattern.compile("(?i)propertiesTransform\\s*=");

  private final ConnectionUrl url;

  private MySqlUrl(ConnectionUrl url) {
    this.url = url;
  }

  /**
   * @throws IllegalArgumentException if the driver cannot read it; the message does not quote it
   */
  static MySqlUrl parse(String text) {
    if (TRANSFORM.matcher(text).find()) {
      // To parse the URL is to load the class.
      throw unsafe("propertiesTransform");
    }
    try {
      return new MySqlUrl(ConnectionUrl.getConnectionUrlInstance(text, null));
    } catch (CJException unreadable) {
      throw new IllegalArgumentException(
          "spring.datasource.url is not of the form jdbc:mysql://<host>:3306/<database>");
    }
  }

  /**
   * Whether it lists several servers, with one primary among them. A URL that names a mode of the
   * driver instead, such as {@code jdbc:mysql:loadbalance:}, is the operator's choice.
   */
  static boolean isOfSeveralServers(String text) {
    return text.startsWith("jdbc:mysql:")
        && parse(text).url.getType() == ConnectionUrl.Type.FAILOVER_CONNECTION;
  }

  /** Whether every host is this machine. A host that only DNS can name is not. */
  boolean isLoopback() {
    return !isNamedByDns() && url.getHostsList().stream().allMatch(MySqlUrl::isLoopback);
  }

  /** Whether the URL itself gives a value to the driver's property. */
  boolean sets(String property) {
    String key = PropertyKey.normalizeCase(property);
    return url.getOriginalProperties().keySet().stream()
        .anyMatch(given -> PropertyKey.normalizeCase(given).equals(key));
  }

  /**
   * Refuses an option with which the driver reads local files, loads classes or repeats statements,
   * for any host of the URL.
   *
   * @throws IllegalArgumentException naming the property and each such option
   */
  void requireSafeOptions() {
    // The options of the whole URL first: to list the hosts is to load a class that they name.
    requireSafe(url.getOriginalProperties());
    List<HostInfo> hosts = isNamedByDns() ? List.of(url.getMainHost()) : url.getHostsList();
    hosts.forEach(host -> requireSafe(host.getHostProperties()));
  }

  private static void requireSafe(Map<String, String> options) {
    Set<String> found = new TreeSet<>();
    options.forEach((name, value) -> {
      if (UNSAFE.matcher(name).matches() && !"false".equalsIgnoreCase(value)) {
        found.add(name);
      }
    });
    if (!found.isEmpty()) {
      throw unsafe(String.join(", ", found));
    }
  }

  private static IllegalArgumentException unsafe(String options) {
    return new IllegalArgumentException(
        "spring.datasource.url sets options of the driver that read local files, load classes or"
            + " repeat statements: remove "
            + options);
  }

  /**
   * Refuses a URL that asks for a connection in the clear to another machine.
   *
   * @throws IllegalArgumentException naming the property and the fix
   */
  void requireEncryption() {
    List<HostInfo> hosts = isNamedByDns() ? List.of(url.getMainHost()) : url.getHostsList();
    boolean inTheClear =
        hosts.stream().anyMatch(host -> !isThisMachine(host) && saysNotToEncrypt(host));
    if (inTheClear) {
      throw new IllegalArgumentException(
          "spring.datasource.url turns off TLS to a MySQL on another machine: remove sslMode and"
              + " useSSL from it, or say sslMode=REQUIRED if the server has a certificate that"
              + " cannot be verified");
    }
  }

  private boolean isThisMachine(HostInfo host) {
    return !isNamedByDns() && isLoopback(host);
  }

  private boolean isNamedByDns() {
    return url.getType().name().contains("DNS_SRV");
  }

  private static boolean saysNotToEncrypt(HostInfo host) {
    if (Stream.of("sslMode", "useSSL").noneMatch(host.getHostProperties()::containsKey)) {
      return false;
    }
    try {
      return Arrays.stream(
              DriverManager.getDriver("jdbc:mysql:///")
                  .getPropertyInfo("", host.exposeAsProperties()))
          .anyMatch(
              option -> option.name.equals("sslMode") && NOT_ENCRYPTING.contains(option.value));
    } catch (SQLException e) {
      throw new IllegalStateException("the driver cannot name its options", e);
    }
  }

  private static boolean isLoopback(HostInfo host) {
    String name = host.getHost().replaceAll("[\\[\\]]", "");
    try {
      return name.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
