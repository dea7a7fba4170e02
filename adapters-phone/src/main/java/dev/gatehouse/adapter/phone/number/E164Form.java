package dev.gatehouse.adapter.phone.number;

import dev.gatehouse.application.operation.IdentificationForm;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.Optional;

/** Phone numbers as E.164, of any region and prefix. */
public record E164Form(LoginMethod method, PhoneNumbers numbers) implements IdentificationForm {

  @Override
  public Optional<String> normalized(String identification) {
    try {
      return Optional.of(numbers.read(identification).e164());
    } catch (InvalidCredential noNumber) {
      return Optional.empty();
    }
  }
}
