import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Drives Chromium over its DevTools protocol, for bin/screenshots: signs in with a phone number and
 * photographs the page before and after, in both languages.
 */
class Screenshots {

  private static final Pattern ADDRESS = Pattern.compile("ws://\\S+");
  private static final int WIDTH = 880;
  private static final int HEIGHT = 620;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private WebSocket browser;
  private String session;
  private int calls;

  /** chromium, sign-in page, SMS simulator, folder for Chromium's own files, folder for pictures. */
  public static void main(String[] args) throws Exception {
    Process chromium =
        new ProcessBuilder(
                args[0],
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + args[3] + "/chromium",
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      new Screenshots().run(chromium, args[1], args[2], Path.of(args[4]));
    } finally {
      chromium.destroy();
      chromium.waitFor();
    }
  }

  private void run(Process chromium, String home, String sms, Path out) throws Exception {
    connect(chromium);
    String number = "13800138000";
    for (String language : new String[] {"zh", "en"}) {
      go(home + "?lang=" + language);
      await("document.querySelector('.embedded iframe')");
      // The frame draws the code after it has loaded.
      TimeUnit.SECONDS.sleep(2);
      photograph(out.resolve("sign-in." + language + ".png"));
      evaluate("document.getElementById('phone-number').value = '" + number + "';"
          + " document.querySelector('.side').click()");
      await("document.getElementById('phone-code-error').classList.contains('done')");
      HttpRequest inbox = HttpRequest.newBuilder(URI.create(sms + "/inbox/+86" + number)).build();
      String code = http.send(inbox, HttpResponse.BodyHandlers.ofString()).body().replaceFirst("(?s)^.*?\"code\":\"(\\d+)\".*$", "$1");
      evaluate("document.getElementById('phone-code').value = '" + code + "';"
          + " document.querySelector('form.phone .main').click()");
      await("document.getElementById('user-name')");
      photograph(out.resolve("signed-in." + language + ".png"));
      evaluate("document.getElementById('sign-out').click()");
      await("document.querySelector('.embedded iframe')");
      number = "13800138001";
    }
  }

  private void connect(Process chromium) throws Exception {
    Matcher address = null;
    var lines = chromium.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      address = ADDRESS.matcher(line);
      if (address.find()) {
        break;
      }
    }
    // What it says later would fill the pipe.
    Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
    browser =
        http.newWebSocketBuilder().buildAsync(URI.create(address.group()), new Listener()).join();
    String target = text(call("Target.createTarget", "\"url\":\"about:blank\""), "targetId");
    session =
        text(call("Target.attachToTarget", "\"flatten\":true,\"targetId\":\"" + target + "\""), "sessionId");
    call("Emulation.setDeviceMetricsOverride",
        "\"width\":" + WIDTH + ",\"height\":" + HEIGHT + ",\"deviceScaleFactor\":1,\"mobile\":false");
  }

  private void go(String url) throws Exception {
    call("Page.navigate", "\"url\":\"" + url + "\"");
  }

  private String evaluate(String script) throws Exception {
    return call("Runtime.evaluate", "\"returnByValue\":true,\"expression\":\"" + script.replace("\"", "\\\"") + "\"");
  }

  private void await(String condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!evaluate("!!(" + condition + ")").contains("\"value\":true")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not seen within a minute: " + condition);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void photograph(Path file) throws Exception {
    String picture = text(call("Page.captureScreenshot", "\"format\":\"png\""), "data");
    Files.write(file, Base64.getDecoder().decode(picture));
    System.err.println("  " + file.getFileName());
  }

  private String call(String method, String parameters) throws Exception {
    int id = ++calls;
    browser.sendText(
        "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}"
            + (session == null ? "" : ",\"sessionId\":\"" + session + "\"") + "}",
        true).join();
    while (true) {
      String answer = messages.poll(60, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer to " + method);
      }
      if (answer.startsWith("{\"id\":" + id + ",")) {
        return answer;
      }
    }
  }

  private static String text(String answer, String member) {
    Matcher found = Pattern.compile("\"" + member + "\":\"([^\"]*+)\"").matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("no " + member + " in " + answer);
    }
    return found.group(1);
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        messages.add(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
