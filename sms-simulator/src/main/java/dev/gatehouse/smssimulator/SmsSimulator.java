package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running simulator of SMS vendors on this machine. {@code POST /} is Aliyun's or Tencent's API,
 * told apart by their headers; {@code POST /http} is a generic gateway; {@code GET /} is a page
 * with the inbox, {@code GET /inbox} and {@code GET /inbox/<number>} the same as JSON, the latest
 * message first. Thread-safe.
 */
public final class SmsSimulator implements AutoCloseable {

  private static final int MAX_BODY = 64 * 1024;
  private static final Set<String> OWN_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SmsSimulatorClock clock = new SmsSimulatorClock();
  private final Inbox inbox = new Inbox(clock);
  private final List<Vendor> vendors =
      List.of(new AliyunVendor(clock), new TencentVendor(clock), new HttpVendor());
  private final Deque<Fault> nextFaults = new ArrayDeque<>();
  private final Map<String, Fault> faultsByNumber = new HashMap<>();
  private final AtomicLong ids = new AtomicLong(System.nanoTime());
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean limited;

  /**
   * Starts a simulator on the loopback address.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port is not available
   */
  public SmsSimulator(int port) {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * Starts a simulator.
   *
   * @param address on which it listens; anyone who reaches another than the loopback address reads
   *     the codes
   * @param port 0 for any free one
   * @throws UncheckedIOException if the port is not available
   */
  public SmsSimulator(InetAddress address, int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " is not available", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where the simulator answers. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The settings of Gatehouse with which it sends through this simulator. */
  public Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("gatehouse.phone.aliyun.endpoint", url().toString()),
        Map.entry("gatehouse.phone.aliyun.access-key-id", AliyunVendor.KEY_ID),
        Map.entry("gatehouse.phone.aliyun.access-key-secret", AliyunVendor.KEY_SECRET),
        Map.entry("gatehouse.phone.aliyun.sign-name", "门房"),
        Map.entry("gatehouse.phone.aliyun.template", "SMS_15305"),
        Map.entry("gatehouse.phone.tencent.endpoint", url().toString()),
        Map.entry("gatehouse.phone.tencent.secret-id", TencentVendor.SECRET_ID),
        Map.entry("gatehouse.phone.tencent.secret-key", TencentVendor.SECRET_KEY),
        Map.entry("gatehouse.phone.tencent.app-id", "1400006666"),
        Map.entry("gatehouse.phone.tencent.sign-name", "门房"),
        Map.entry("gatehouse.phone.tencent.template", "1110"),
        Map.entry("gatehouse.phone.http.url", url() + "/http"),
        Map.entry("gatehouse.phone.http.token", HttpVendor.TOKEN));
  }

  /** The delivered messages of a number in E.164, the latest first. */
  public List<Message> inbox(String number) {
    return inbox.delivered().stream().filter(each -> each.number().equals(number)).toList();
  }

  /** The code of the latest message that was delivered to a number; empty if there is none. */
  public String latestCode(String number) {
    return inbox(number).stream().findFirst().map(Message::code).orElse("");
  }

  /** How many messages were accepted, delivered or not. */
  public int accepted() {
    return inbox.accepted().size();
  }

  /**
   * Sends receipts of a vendor, in its form and in one request, which is repeated at once as often
   * as the vendor repeats it until it is answered in the vendor's form.
   *
   * @param to the URL that the vendor was given
   * @param vendor {@code aliyun} or {@code tencent}
   * @param receipts what is claimed, whether or not such messages were accepted
   * @return the status of each answer
   */
  public List<Integer> sendReceipts(URI to, String vendor, List<Receipt> receipts) {
    return ReceiptSender.of(vendor).send(to, receipts);
  }

  /** Lets the next call meet a fault. Several are met one after the other. */
  public synchronized void onNextCall(Fault fault) {
    nextFaults.add(fault);
  }

  /** Lets every call for a number in E.164 meet a fault. */
  public synchronized void forNumber(String number, Fault fault) {
    faultsByNumber.put(number, fault);
  }

  /** Whether the vendors keep their own limits for each number; off at first. */
  public void keepVendorLimits(boolean now) {
    limited = now;
  }

  /** The time of the simulator. */
  public Clock clock() {
    return clock;
  }

  /** Moves the time of the simulator forward. */
  public void advance(Duration time) {
    clock.advance(time);
  }

  /** Sets the time of the simulator, which then goes on. */
  public void advanceTo(Instant now) {
    clock.advance(Duration.between(clock.instant(), now));
  }

  /** Empties the inbox and forgets all faults. */
  public synchronized void reset() {
    inbox.clear();
    nextFaults.clear();
    faultsByNumber.clear();
    limited = false;
    clock.reset();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
      String query = exchange.getRequestURI().getRawQuery();
      Call call =
          new Call(
              exchange.getRequestURI().getPath(),
              query == null ? "" : query,
              headers,
              new String(body, UTF_8));
      if (isForeign(call)) {
        write(exchange, new Vendor.Reply(403, "text/plain", "foreign Host or Origin\n"));
      } else if (exchange.getRequestMethod().equals("POST")) {
        post(exchange, call);
      } else if (exchange.getRequestMethod().equals("GET")) {
        write(exchange, get(call));
      } else {
        write(exchange, new Vendor.Reply(405, "text/plain", "GET or POST\n"));
      }
    }
  }

  /** Pages of other sites may reach this machine through the browser of a developer. */
  private static boolean isForeign(Call call) {
    String origin = call.header("origin");
    return !OWN_HOSTS.contains(withoutPort(call.header("host")))
        || !(origin.isEmpty() || OWN_HOSTS.contains(withoutPort(origin.replace("http://", ""))));
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":[0-9]+$", "");
  }

  private Vendor.Reply get(Call call) {
    String path = call.path();
    if (path.equals("/")) {
      return new Vendor.Reply(
          200, "text/html; charset=utf-8", InboxPage.of(inbox.delivered(), call.query()));
    }
    if (path.equals("/inbox")) {
      return Vendor.Reply.json(200, JSON.writeValueAsString(inbox.delivered()));
    }
    if (path.startsWith("/inbox/")) {
      return Vendor.Reply.json(
          200, JSON.writeValueAsString(inbox(path.substring("/inbox/".length()))));
    }
    return new Vendor.Reply(404, "text/plain", "GET / shows the inbox\n");
  }

  private void post(HttpExchange exchange, Call call) throws IOException {
    Vendor vendor = vendors.stream().filter(each -> each.owns(call)).findFirst().orElse(null);
    if (vendor == null) {
      write(exchange, new Vendor.Reply(404, "text/plain", "no vendor's request\n"));
      return;
    }
    try {
      Vendor.Order order = vendor.read(call);
      Optional<Fault> fault = faultFor(order.number());
      if (fault.isPresent()) {
        play(exchange, vendor, order, fault.get());
        return;
      }
      Optional<Inbox.VendorLimit> exceeded =
          vendor.limits().stream()
              .filter(limit -> limited && inbox.isExceeded(limit, order.number()))
              .findFirst();
      if (exceeded.isPresent()) {
        write(exchange, vendor.error(exceeded.get().code()));
        return;
      }
      write(exchange, vendor.accepted(accept(vendor, order, Duration.ZERO)));
    } catch (Vendor.Refused refused) {
      write(exchange, vendor.error(refused.code()));
    }
  }

  private synchronized Optional<Fault> faultFor(String number) {
    Fault next = nextFaults.poll();
    return Optional.ofNullable(next == null ? faultsByNumber.get(number) : next);
  }

  private void play(HttpExchange exchange, Vendor vendor, Vendor.Order order, Fault fault)
      throws IOException {
    switch (fault) {
      case Fault.Refusal(String code) -> write(exchange, vendor.error(code));
      case Fault.Closed() -> {}
      case Fault.LostAnswer(Runnable meanwhile) -> {
        accept(vendor, order, Duration.ZERO);
        meanwhile.run();
      }
      case Fault.LateAnswer(Duration delay) -> {
        String id = accept(vendor, order, Duration.ZERO);
        pause(delay);
        write(exchange, vendor.accepted(id));
      }
      case Fault.Answer(int status, String type, String body) ->
          write(exchange, new Vendor.Reply(status, type, body));
      case Fault.Truncated() -> {
        String id = accept(vendor, order, Duration.ZERO);
        byte[] whole = vendor.accepted(id).body().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, whole.length + 10L);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
      }
      case Fault.Stalled(Duration time) -> pause(time);
      case Fault.Chunked() -> {
        Vendor.Reply reply = vendor.accepted(accept(vendor, order, Duration.ZERO));
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), 0);
        for (byte each : reply.body().getBytes(UTF_8)) {
          exchange.getResponseBody().write(each);
          exchange.getResponseBody().flush();
        }
      }
      case Fault.Gzipped() -> {
        Vendor.Reply reply = vendor.accepted(accept(vendor, order, Duration.ZERO));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
          gzip.write(reply.body().getBytes(UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(reply.status(), bytes.size());
        bytes.writeTo(exchange.getResponseBody());
      }
      case Fault.Delayed(Duration delay) -> {
        write(exchange, vendor.accepted(accept(vendor, order, delay)));
      }
      case Fault.Twice() -> {
        accept(vendor, order, Duration.ZERO);
        write(exchange, vendor.accepted(accept(vendor, order, Duration.ZERO)));
      }
    }
  }

  private String accept(Vendor vendor, Vendor.Order order, Duration delay) {
    Instant arrival = clock.instant().plus(delay);
    String id = "9006" + ids.incrementAndGet();
    inbox.add(
        new Message(
            vendor.name(),
            order.number(),
            order.code(),
            order.text(),
            order.reference(),
            arrival,
            id));
    return id;
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(HttpExchange exchange, Vendor.Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
