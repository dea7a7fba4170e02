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
 * photographs the page before and after, in both languages, or more pages in all colours and widths.
 */
class Screenshots {

  private static final Pattern ADDRESS = Pattern.compile("ws://\\S+");
  private static final Pattern CONTENT =
      Pattern.compile("\"cssContentSize\":\\{\"x\":0,\"y\":0,\"width\":(\\d+),\"height\":(\\d+)");
  private static final int WIDTH = 880;
  private static final int HEIGHT = 620;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private WebSocket browser;
  private String session;
  private int calls;

  /**
   * chromium, sign-in page, SMS simulator, WeChat simulator, folder for Chromium's own files, folder
   * for pictures, and perhaps {@code all}.
   */
  public static void main(String[] args) throws Exception {
    Process chromium =
        new ProcessBuilder(
                args[0],
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + args[4] + "/chromium",
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      boolean all = args.length > 6 && args[6].equals("all");
      new Screenshots().run(chromium, args[1], args[2], args[3], Path.of(args[5]), all);
    } finally {
      chromium.destroy();
      chromium.waitFor();
    }
  }

  private void run(Process chromium, String home, String sms, String weChat, Path out, boolean all)
      throws Exception {
    connect(chromium);
    String number = "13800138000";
    for (String language : new String[] {"zh", "en"}) {
      String query = "?lang=" + language;
      go(home + query, ".embedded iframe");
      photograph(out, "sign-in", language, all);
      evaluate("document.getElementById('phone-number').value = '" + number + "';"
          + " document.querySelector('.side').click()");
      await("document.getElementById('phone-code-error').classList.contains('done')");
      evaluate("document.getElementById('phone-code').value = '" + code(sms, number) + "';"
          + " document.querySelector('form.phone .main').click()");
      await("document.getElementById('user-name')");
      photograph(out, "signed-in", language, all);
      if (all) {
        go(home + "errors" + query, "main");
        photograph(out, "errors", language, true);
        go(home + "nowhere#" + language, "main");
        photograph(out, "not-found", language, true);
        String simulated = "?lang=" + (language.equals("zh") ? "cn" : "en");
        go(sms + "/" + simulated, "#messages");
        photograph(out, "sms", language, true);
        go(weChat + "/" + simulated, "main");
        photograph(out, "wechat", language, true);
        go(weChat + "/simulator/mini-program" + simulated, "main");
        photograph(out, "mini-program", language, true);
        go(home + query, "#sign-out");
      }
      evaluate("document.getElementById('sign-out').click()");
      await("document.querySelector('.embedded iframe')");
      number = "13800138001";
    }
  }

  private String code(String sms, String number) throws Exception {
    HttpRequest inbox = HttpRequest.newBuilder(URI.create(sms + "/inbox/+86" + number)).build();
    return http.send(inbox, HttpResponse.BodyHandlers.ofString())
        .body()
        .replaceFirst("(?s)^.*?\"code\":\"(\\d+)\".*$", "$1");
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
    resize(WIDTH, HEIGHT);
  }

  private void resize(int width, int height) throws Exception {
    call("Emulation.setDeviceMetricsOverride",
        "\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false");
  }

  private void colors(String scheme) throws Exception {
    call("Emulation.setEmulatedMedia",
        "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]");
  }

  /** Opens a page and waits until it shows an element. */
  private void go(String url, String element) throws Exception {
    // The page before may have the element too.
    call("Page.navigate", "\"url\":\"about:blank\"");
    await("location.href === 'about:blank'");
    call("Page.navigate", "\"url\":\"" + url + "\"");
    await("document.readyState === 'complete' && document.querySelector('" + element + "')");
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

  /** The picture of the documents, or the whole page in each colour and width. */
  private void photograph(Path out, String name, String language, boolean all) throws Exception {
    // Frames draw after they have loaded.
    TimeUnit.SECONDS.sleep(2);
    if (!all) {
      write(out.resolve(name + "." + language + ".png"), "");
      return;
    }
    for (String scheme : new String[] {"light", "dark"}) {
      colors(scheme);
      for (int width : new int[] {320, 1280}) {
        resize(width, 800);
        TimeUnit.MILLISECONDS.sleep(300);
        String size = call("Page.getLayoutMetrics", "");
        Matcher found = CONTENT.matcher(size);
        if (!found.find()) {
          throw new IllegalStateException("no size in " + size);
        }
        int overflow = Integer.parseInt(found.group(1)) - width;
        write(
            out.resolve(String.join("-", name, language, scheme, Integer.toString(width)) + ".png"),
            ",\"captureBeyondViewport\":true,\"clip\":{\"x\":0,\"y\":0,\"width\":" + width
                + ",\"height\":" + found.group(2) + ",\"scale\":1}");
        if (overflow > 0) {
          System.err.println("    is " + overflow + " px wider than the window");
        }
      }
    }
    colors("light");
    resize(WIDTH, HEIGHT);
  }

  private void write(Path file, String clip) throws Exception {
    String picture = text(call("Page.captureScreenshot", "\"format\":\"png\"" + clip), "data");
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
