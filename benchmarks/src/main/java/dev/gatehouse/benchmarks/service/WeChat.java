package dev.gatehouse.benchmarks.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The nginx that plays WeChat, answering at once, after 100 milliseconds or after 5 seconds. */
public final class WeChat implements AutoCloseable {

  private final int[] ports = {Ports.free(), Ports.free(), Ports.free()};
  private final Service nginx;

  /**
   * Starts it and does not wait for it.
   *
   * @param files how many files it may have open
   */
  public WeChat(Path root, Path work, long files) throws IOException, InterruptedException {
    Path configuration = work.resolve("nginx.conf");
    Files.writeString(
        configuration,
        Files.readString(root.resolve("benchmarks/wechat/nginx.conf"))
            .replace("FOLDER", work.toString())
            .replace("MODULES", "/usr/lib/nginx/modules")
            .replace("FILES", "" + files)
            .replace("PORT0", "" + ports[0])
            .replace("PORT1", "" + ports[1])
            .replace("PORT2", "" + ports[2]));
    nginx =
        new Service(
            "nginx",
            ports[0],
            work.resolve("nginx-output.log"),
            new ProcessBuilder(
                "/usr/sbin/nginx", "-e", "stderr", "-p", "" + work, "-c", "" + configuration));
  }

  public URI atOnce() {
    return URI.create("http://127.0.0.1:" + ports[0]);
  }

  public URI after100Milliseconds() {
    return URI.create("http://127.0.0.1:" + ports[1]);
  }

  public URI after5Seconds() {
    return URI.create("http://127.0.0.1:" + ports[2]);
  }

  @Override
  public void close() {
    nginx.close();
  }
}
