package dev.gatehouse.bootstrap.wiring;

import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.operation.OperatorCommand;
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

/** The command for users. What it works on is looked up only when the command runs. */
@Configuration(proxyBeanMethods = false)
class UserCommandConfiguration {

  @Bean
  OperatorCommand userCommand(
      ObjectProvider<UserRepository> users,
      ObjectProvider<AccountStore> accounts,
      ObjectProvider<SessionStore> sessions,
      ObjectProvider<AuditTrail> trail,
      ObjectProvider<IdentityProviders> providers,
      ObjectProvider<AccountProperties> account,
      ObjectProvider<RegistrationProperties> registration,
      Clock clock) {
    return new LateCommand(
        "user",
        UserCommand.USAGE,
        () ->
            new UserCommand(
                new UserCommand.Stores(
                    users.getObject(),
                    accounts.getObject(),
                    sessions.getObject(),
                    trail.getObject(),
                    () -> providers.getObject().methods()),
                new UserCommand.Terms(
                    account.getObject().closure().grace(),
                    registration.getObject().defaultUserName()),
                UserCommandConfiguration::firstLine,
                clock));
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
