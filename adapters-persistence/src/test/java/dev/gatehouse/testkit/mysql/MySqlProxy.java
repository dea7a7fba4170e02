package dev.gatehouse.testkit.mysql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a MySQL or MariaDB on this machine, counts the commands (each is a
 * round trip) and, told to, lets connections and servers fail. Thread-safe.
 *
 * <p>It must be able to read along, so the URL that it gives turns TLS off.
 */
public final class MySqlProxy implements AutoCloseable {

  /**
   * @param connection the thread that passes the commands of the only connection that it is for;
   *     null if it is for all
   */
  private record Rule(
      String text,
      Runnable first,
      @Nullable Fault fault,
      boolean once,
      @Nullable Thread connection) {}

  private final String url;
  private final InetSocketAddress server;
  private final int port;
  private final List<MySqlLink> links = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();
  private volatile Function<String, Optional<Fault>> fate = MySqlProxy::none;
  private volatile boolean silent;
  private volatile Fault.@Nullable Refused greeting;
  private @Nullable ServerSocket door;

  private MySqlProxy(String url) throws IOException {
    URI address = URI.create(url.substring("jdbc:".length()));
    this.server = new InetSocketAddress(address.getHost(), address.getPort());
    this.port = open(0);
    this.url =
        "jdbc:mysql://127.0.0.1:%d%s?%s&sslMode=DISABLED"
            .formatted(port, address.getPath(), address.getQuery());
  }

  /** One in front of the server of a URL such as {@link MySqlDatabase#url()}. */
  public static MySqlProxy before(String url) throws IOException {
    return new MySqlProxy(url);
  }

  /** The URL that leads through here. */
  public String url() {
    return url;
  }

  /** The commands since {@link #forget()}, on all connections; of statements the SQL. */
  public List<String> commands() {
    return new ArrayList<>(commands);
  }

  public void forget() {
    commands.clear();
  }

  /** Lets the next command that contains the text, in any case, fail. */
  public void failNext(String text, Fault fault) {
    add(new Rule(text, () -> {}, fault, true, null));
  }

  /** Lets every command that contains the text fail, until {@link #heal()}. */
  public void failAll(String text, Fault fault) {
    add(new Rule(text, () -> {}, fault, false, null));
  }

  /**
   * Asks of each command, unless one of the above is for it, how it is to fail; until {@link
   * #heal()}.
   *
   * @param wanted called by several threads at once, with what {@link #commands()} lists
   */
  public void failAsTold(Function<String, Optional<Fault>> wanted) {
    fate = wanted;
  }

  /** Does something before the next command that contains the text reaches the server. */
  public void beforeNext(String text, Runnable first) {
    add(new Rule(text, first, null, true, null));
  }

  /**
   * Does the same for the connection whose command is being held back: called by what {@link
   * #beforeNext} does first. Other connections have commits of their own.
   */
  public void beforeNextOfSameConnection(String text, Runnable first) {
    add(new Rule(text, first, null, true, Thread.currentThread()));
  }

  /** Does for that connection what {@link #failNext} does for all. */
  public void failNextOfSameConnection(String text, Fault fault) {
    add(new Rule(text, () -> {}, fault, true, Thread.currentThread()));
  }

  private synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /** From now on nothing answers, but every connection stays and new ones are taken. */
  public void fallSilent() {
    silent = true;
  }

  /** From now on each new connection is refused by the server. */
  public void refuseConnections(int code, String state) {
    greeting = new Fault.Refused(code, state);
  }

  /** Ends all connections, as a restart or a kill of the server does. */
  public void cutAll() {
    links.forEach(MySqlLink::close);
    links.clear();
  }

  /** From now on the server is away: connections end and new ones are not taken. */
  public synchronized void goDown() throws IOException {
    if (door != null) {
      door.close();
      door = null;
    }
    cutAll();
  }

  /** Ends every fault. Connections that were silent end: a server does not resume them. */
  public synchronized void heal() throws IOException {
    rules.clear();
    fate = MySqlProxy::none;
    greeting = null;
    if (silent) {
      silent = false;
      cutAll();
    }
    if (door == null) {
      open(port);
    }
  }

  @Override
  public void close() throws IOException {
    goDown();
  }

  private synchronized int open(int wanted) throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    door = opened;
    Thread.ofVirtual().start(() -> welcome(opened));
    return opened.getLocalPort();
  }

  private void welcome(ServerSocket opened) {
    while (true) {
      try {
        Socket client = opened.accept();
        Fault.Refused refusal = greeting;
        if (refusal != null) {
          client.getOutputStream().write(MySqlLink.errorPacket(0, refusal));
          client.close();
        } else {
          connect(client, opened);
        }
      } catch (IOException doorClosed) {
        if (opened.isClosed()) {
          return;
        }
      }
    }
  }

  private void connect(Socket client, ServerSocket opened) throws IOException {
    try {
      MySqlLink link = MySqlLink.open(client, server, this);
      links.add(link);
      if (opened.isClosed()) {
        // The closing thread has cut all links, but perhaps not this one.
        link.close();
      }
    } catch (IOException unreachable) {
      client.close();
    }
  }

  private static Optional<Fault> none(String command) {
    return Optional.empty();
  }

  /** A connection has ended. */
  void forget(MySqlLink link) {
    links.remove(link);
  }

  boolean isSilent() {
    return silent;
  }

  /** What becomes of a command; null to pass it on. */
  @Nullable Fault judge(String command) {
    commands.add(command);
    Rule rule = take(command);
    if (rule == null) {
      return fate.apply(command).orElse(null);
    }
    rule.first.run();
    return rule.fault;
  }

  private synchronized @Nullable Rule take(String command) {
    for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
      Rule rule = each.next();
      if ((rule.connection == null || rule.connection == Thread.currentThread())
          && command.toLowerCase(Locale.ROOT).contains(rule.text.toLowerCase(Locale.ROOT))) {
        if (rule.once) {
          each.remove();
        }
        return rule;
      }
    }
    return null;
  }
}
