package dev.gatehouse.bootstrap;

import java.lang.reflect.InvocationTargetException;

/**
 * Starts the jar, or says in one line that the Java is too old. Compiled for Java 17, as Boot's own
 * launcher is, so that an older Java can run it.
 */
public final class Launcher {

  private static final int OLDEST = 25;

  private Launcher() {}

  public static void main(String[] args)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    if (Runtime.version().feature() < OLDEST) {
      System.err.println(
          "Gatehouse needs Java 25, and this is Java "
              + Runtime.version()
              + ": start it with the java of a JDK 25");
      System.exit(1);
    }
    // By name: its class file cannot be read by an older Java.
    Class.forName("dev.gatehouse.bootstrap.GatehouseApplication")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
