package dev.gatehouse.bootstrap.observation;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.user.UserRepository;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the ports to the stores visible in traces, where there are any. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(TracingSwitch.PROPERTY)
class TracingConfiguration {

  private static final List<Class<?>> PORTS =
      List.of(UserRepository.class, SessionStore.class, SessionLookup.class, UsedStateStore.class);

  @Bean
  static BeanPostProcessor tracedPorts(ObjectProvider<ObservationRegistry> traces) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        List<Class<?>> ports = PORTS.stream().filter(port -> port.isInstance(bean)).toList();
        return ports.isEmpty() ? bean : TracedPort.of(ports, bean, traces::getObject);
      }
    };
  }
}
