import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Gatehouse does while its AOT cache is made (bin/lib/image-layout, bin/run): logins from
 * apps and browsers, sessions, refusals, against the WeChat simulator. A cache of a start alone
 * would leave the first logins of a replica to load and compile all that they need.
 *
 * <p>Arguments: the jar of the simulator, then the command that starts Gatehouse, to which the
 * addresses are added. Gatehouse is stopped in the end, which is when the JVM writes the cache.
 */
class Training {

  private static final int ROUNDS = 100;

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final int weChatPort = freePort();
  private final int managementPort = freePort();
  private final String weChat = "http://127.0.0.1:" + weChatPort;
  private final int port = freePort();
  private final String gatehouse = "http://127.0.0.1:" + port;

  private Training() throws IOException {}

  public static void main(String[] args) throws Exception {
    // A training that is stopped leaves no process behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() ->
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
    new Training().run(args[0], Arrays.asList(args).subList(1, args.length));
  }

  private void run(String simulator, List<String> start) throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command = new ArrayList<>(start);
    command.add("--server.port=" + port);
    command.add("--management.server.port=" + managementPort);
    command.add("--gatehouse.public-url=" + gatehouse);
    command.add("--gatehouse.wechat.api-base-url=" + weChat);
    command.add("--gatehouse.limits.requests-per-minute=100000");
    Process platform =
        new ProcessBuilder(java, "-jar", simulator, "--port", "" + weChatPort)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      awaitAnswer(weChat, platform);
      Process service = new ProcessBuilder(command).inheritIO().start();
      try {
        awaitAnswer("http://127.0.0.1:" + managementPort + "/actuator/health/readiness", service);
        for (int round = 0; round < ROUNDS; round++) {
          logInFromApp();
          logInFromBrowser();
        }
        expect(401, login("app", "forged"));
        expect(404, get("/nowhere"));
      } finally {
        service.destroy();
        service.waitFor();
      }
    } finally {
      platform.destroy();
      platform.waitFor();
    }
  }

  private void logInFromApp() throws Exception {
    HttpResponse<String> login = login("app", code("app"));
    if (!Set.of(200, 201).contains(login.statusCode())) {
      expect(200, login);
    }
    HttpResponse<String> renewed =
        post("/v1/session/refresh", "{\"refreshToken\":\"" + text("refreshToken", login) + "\"}");
    expect(200, renewed);
    String bearer = "Bearer " + text("accessToken", renewed);
    expect(200, send(request("/v1/me").header("Authorization", bearer)));
    expect(204, send(request("/v1/session").header("Authorization", bearer).DELETE()));
  }

  private void logInFromBrowser() throws Exception {
    expect(200, get("/"));
    HttpResponse<String> start =
        send(request("/v1/logins/WX/start?channel=web").header("Accept", "application/json"));
    expect(200, start);
    expect(
        303,
        get("/v1/logins/WX/callback?code=" + code("web") + "&state=" + text("state", start)));
    expect(200, get("/"));
  }

  private HttpResponse<String> login(String channel, String code) throws Exception {
    return post(
        "/v1/logins",
        "{\"method\":\"WX\",\"credential\":{\"channel\":\"%s\",\"code\":\"%s\"}}"
            .formatted(channel, code));
  }

  private String code(String channel) throws Exception {
    return text(
        "code",
        send(
            HttpRequest.newBuilder(URI.create(weChat + "/simulator/codes"))
                .POST(
                    BodyPublishers.ofString(
                        "{\"person\":\"xiaoming\",\"channel\":\"" + channel + "\"}"))));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gatehouse + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void awaitAnswer(String url, Process process) throws Exception {
    while (process.isAlive()) {
      try {
        if (send(HttpRequest.newBuilder(URI.create(url))).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // No listener yet.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("ended by itself instead of answering at " + url);
  }

  private static void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer + " " + answer.body());
    }
  }

  private static String text(String member, HttpResponse<String> answer) {
    Matcher found = Pattern.compile("\"" + member + "\":\"([^\"]+)\"").matcher(answer.body());
    if (!found.find()) {
      throw new IllegalStateException(answer + " " + answer.body());
    }
    return found.group(1);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
