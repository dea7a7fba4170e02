package dev.gatehouse.integration;

import dev.gatehouse.bootstrap.GatehouseApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;

/** The service as it ships: Spring Boot finds this class for the tests in the packages below. */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(GatehouseApplication.class)
class WholeService {}
