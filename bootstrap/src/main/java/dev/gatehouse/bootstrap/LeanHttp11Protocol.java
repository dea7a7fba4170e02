package dev.gatehouse.bootstrap;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small buffers. Thousands of logins may wait for a provider at once, and each holds
 * its buffers while it waits; what we answer is short.
 *
 * <p>Public because Tomcat makes it by its name.
 */
public final class LeanHttp11Protocol extends Http11NioProtocol {

  /** In bytes. Tomcat's own is 8 KiB, several times for each answer. */
  @Override
  public int getDesiredBufferSize() {
    return 1024;
  }
}
