package dev.gatehouse.bootstrap;

import dev.gatehouse.bootstrap.command.OperatorRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service or, when a command is named, runs that instead. */
@SpringBootApplication
public class GatehouseApplication {

  public static void main(String[] args) {
    if (OperatorRunner.isAskedForBy(args)) {
      System.exit(OperatorRunner.run(GatehouseApplication.class, args));
    }
    SpringApplication.run(GatehouseApplication.class, args);
  }
}
