package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.application.operation.IdentificationForm;
import dev.gatehouse.application.operation.OperatorCommand;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The operator's commands {@code migrate} and {@code doctor}. */
@Configuration(proxyBeanMethods = false)
public class SchemaConfiguration {

  @Bean
  OperatorCommand migrateCommand(DatabaseProperties properties) {
    return new MigrateCommand(properties);
  }

  @Bean
  OperatorCommand doctorCommand(
      DatabaseProperties properties, ObjectProvider<IdentificationForm> forms) {
    return new DoctorCommand(properties, () -> forms.orderedStream().toList());
  }
}
