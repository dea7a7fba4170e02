package dev.gatehouse.bootstrap.wiring;

import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.operation.OperatorCommand;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.bootstrap.command.LateCommand;
import dev.gatehouse.bootstrap.command.UserCommand;
import dev.gatehouse.domain.user.UserRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What operators do with users. Its parts are looked up only when they are used. */
@Configuration(proxyBeanMethods = false)
class UserAdministrationConfiguration {

  @Bean
  @Lazy
  UserAdministration userAdministration(
      UserRepository users,
      ObjectProvider<AccountStore> accounts,
      ObjectProvider<SessionStore> sessions,
      ObjectProvider<SessionObserver> observers,
      ObjectProvider<AuditTrail> trail,
      ObjectProvider<IdentityProviders> providers,
      AccountProperties account,
      RegistrationProperties registration,
      Clock clock) {
    return new UserAdministration(
        new UserAdministration.Stores(
            users,
            accounts.getObject(),
            sessions.getObject(),
            end -> observers.forEach(observer -> observer.ended(end)),
            trail.getIfAvailable(),
            () -> providers.getObject().methods()),
        new UserAdministration.Terms(account.closure().grace(), registration.defaultUserName()),
        clock);
  }

  @Bean
  OperatorCommand userCommand(ObjectProvider<UserAdministration> users) {
    return new LateCommand(
        "user",
        UserCommand.USAGE,
        () -> new UserCommand(users.getObject(), UserAdministrationConfiguration::firstLine));
  }

  private static String firstLine() {
    try {
      return Objects.requireNonNullElse(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine(),
          "");
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }
}
