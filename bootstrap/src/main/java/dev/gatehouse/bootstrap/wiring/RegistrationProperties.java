package dev.gatehouse.bootstrap.wiring;

import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.domain.user.UserName;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How new users begin.
 *
 * @param defaultName the name of a user whose provider gives none
 * @param mode what happens to a person who logs in for the first time
 */
@ConfigurationProperties("gatehouse.registration")
record RegistrationProperties(
    @DefaultValue("用户") String defaultName, @DefaultValue("automatic") RegistrationMode mode) {

  RegistrationProperties {
    if (UserName.from(defaultName).filter(name -> name.value().equals(defaultName)).isEmpty()) {
      throw new IllegalArgumentException(
          "gatehouse.registration.default-name must be a name that can be shown: 1 to "
              + UserName.MAX_LENGTH
              + " characters without control characters or surrounding blanks");
    }
  }

  UserName defaultUserName() {
    return new UserName(defaultName);
  }
}
