package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.application.operation.OperatorCommand;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Has the configuration checked before a start, or in its place. */
@Configuration(proxyBeanMethods = false)
// A command starts no web server, and still these are to be checked.
@EnableConfigurationProperties({
  ServerProperties.class,
  TomcatServerProperties.class,
  ManagementServerProperties.class
})
class ConfigurationCheckConfiguration {

  /** Runs when all is known that would be made, and nothing of it is made yet. */
  @Bean
  @ConditionalOnWebApplication
  static BeanFactoryPostProcessor configurationChecked(ConfigurableEnvironment environment) {
    return beans -> {
      List<String> problems = new ConfigurationCheck(beans, environment).problems();
      if (!problems.isEmpty()) {
        throw new ConfigurationProblems(problems);
      }
    };
  }

  @Bean
  OperatorCommand checkConfigCommand(
      ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
    return new CheckConfigCommand(new ConfigurationCheck(beans, environment));
  }
}
