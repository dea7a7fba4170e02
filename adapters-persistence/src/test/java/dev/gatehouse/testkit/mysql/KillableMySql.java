package dev.gatehouse.testkit.mysql;

import java.nio.file.Path;
import java.util.List;

/**
 * A MySQL 9.7 of one's own that survives being killed, as {@code bin/mysql} starts it: what it has
 * committed is there again after {@link #startAgain()}. One thread only.
 */
public final class KillableMySql implements AutoCloseable {

  private final Path data;
  private final TestUrl url;

  private KillableMySql(Path data, TestUrl url) {
    this.data = data;
    this.url = url;
  }

  /** Starts a new one, whose files are in a folder of its own. */
  public static KillableMySql start(Path data) {
    return new KillableMySql(
        data, new TestUrl(BinMySql.start("start", List.of("--data", data.toString()))));
  }

  /** Its URL, with user and password in the query; the same for its whole life. */
  public String url() {
    return url.text();
  }

  public String username() {
    return url.parameter("user");
  }

  public String password() {
    return url.parameter("password");
  }

  /** Ends it as a power cut would: SIGKILL, no goodbye. */
  public void kill() {
    BinMySql.kill(data);
  }

  /** Starts it on the same files and port, and returns when it takes connections. */
  public void startAgain() {
    BinMySql.start(
        "start", List.of("--data", data.toString(), "--port", Integer.toString(url.port())));
  }

  @Override
  public void close() {
    BinMySql.run("stop", List.of("--data", data.toString()));
  }
}
