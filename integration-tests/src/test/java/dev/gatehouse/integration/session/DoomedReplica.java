package dev.gatehouse.integration.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.integration.support.EmbeddedReplica;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * A replica in a process of its own that dies as {@code kill -9} would have it: at once, with
 * without a message to clients, when it has rotated a session and not yet answered.
 */
final class DoomedReplica {

  private static final String READY = "doomed replica on port ";

  private DoomedReplica() {}

  /** Takes settings as {@code --name=value}. */
  public static void main(String[] args) {
    Map<String, String> settings = new HashMap<>();
    Arrays.stream(args)
        .map(arg -> arg.substring(2))
        .forEach(arg ->
            settings.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1)));
    System.out.println(READY + EmbeddedReplica.startOnFakes(settings, Doom.class).port());
  }

  /** Waits until the process serves. */
  static int portOf(Process process) throws IOException {
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return Integer.parseInt(line.substring(READY.length()));
      }
    }
    throw new IllegalStateException("the replica ended before it served");
  }

  /** Not annotated, so that the scan of other tests does not find it. */
  static class Doom {

    @Bean
    static BeanPostProcessor doom() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof SessionStore store ? doomed(store) : bean;
        }
      };
    }

    private static SessionStore doomed(SessionStore store) {
      return (SessionStore)
          Proxy.newProxyInstance(
              SessionStore.class.getClassLoader(),
              new Class<?>[] {SessionStore.class},
              (proxy, method, args) -> dieAfterRotation(method, method.invoke(store, args)));
    }

    private static Object dieAfterRotation(Method method, Object result) {
      if (method.getName().equals("rotate")) {
        Runtime.getRuntime().halt(137);
      }
      return result;
    }
  }
}
