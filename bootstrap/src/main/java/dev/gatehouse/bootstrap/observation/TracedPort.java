package dev.gatehouse.bootstrap.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Ports of the core of which each call within a traced request is a span, named {@code
 * UserRepository.findByIdentity}. A span holds neither arguments nor results, and of a failure its
 * type alone: messages of drivers quote values (SEC-21).
 */
final class TracedPort implements InvocationHandler {

  private final List<Class<?>> ports;
  private final Object target;
  private final Supplier<ObservationRegistry> traces;

  private TracedPort(List<Class<?>> ports, Object target, Supplier<ObservationRegistry> traces) {
    this.ports = ports;
    this.target = target;
    this.traces = traces;
  }

  /**
   * @param ports the interfaces of the target that are traced; it keeps its other public ones
   */
  static Object of(List<Class<?>> ports, Object target, Supplier<ObservationRegistry> traces) {
    return Proxy.newProxyInstance(
        ports.getFirst().getClassLoader(),
        Stream.concat(
                ports.stream(),
                Arrays.stream(ClassUtils.getAllInterfaces(target))
                    .filter(each -> Modifier.isPublic(each.getModifiers())))
            .distinct()
            .toArray(Class<?>[]::new),
        new TracedPort(ports, target, traces));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    ObservationRegistry registry = traces.get();
    // Work outside of a request, such as the removal of old rows, is no trace of its own.
    if (!ports.contains(method.getDeclaringClass()) || registry.getCurrentObservation() == null) {
      return call(method, arguments);
    }
    Observation span =
        Observation.createNotStarted("gatehouse.port", registry)
            .contextualName(method.getDeclaringClass().getSimpleName() + "." + method.getName())
            .start();
    String ending = "none";
    try (Observation.Scope _ = span.openScope()) {
      return call(method, arguments);
    } catch (Throwable e) {
      ending = e.getClass().getSimpleName();
      throw e;
    } finally {
      span.lowCardinalityKeyValue("error", ending).stop();
    }
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
