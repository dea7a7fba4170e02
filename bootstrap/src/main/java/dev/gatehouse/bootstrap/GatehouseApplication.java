package dev.gatehouse.bootstrap;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class GatehouseApplication {

  public static void main(String[] args) {
    SpringApplication.run(GatehouseApplication.class, args);
  }
}
