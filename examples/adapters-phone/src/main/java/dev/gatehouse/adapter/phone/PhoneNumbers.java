package dev.gatehouse.adapter.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads telephone numbers as people write them. Thread-safe. */
final class PhoneNumbers {

  /** The field of a credential with the number. */
  static final String PHONE = "phone";

  /** Others cannot receive a message, or cost the sender more than one. */
  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final List<String> regions;

  /**
   * @param regions whose numbers are taken, ISO 3166; a number without a country code is of the
   *     first
   */
  PhoneNumbers(List<String> regions) {
    this.regions = List.copyOf(regions);
  }

  /**
   * The number in a credential.
   *
   * @throws InvalidCredential if there is none, or none of a mobile telephone in the regions
   */
  PhoneNumber in(Credential credential) throws InvalidCredential {
    return parse(credential.require(PHONE))
        .orElseThrow(() -> new InvalidCredential(PHONE, InvalidCredential.Reason.MALFORMED));
  }

  private Optional<PhoneNumber> parse(String text) {
    try {
      Phonenumber.PhoneNumber number = numbers.parse(text, regions.getFirst());
      return isMobile(number) && regions.contains(numbers.getRegionCodeForNumber(number))
          ? Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)))
          : Optional.empty();
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  private boolean isMobile(Phonenumber.PhoneNumber number) {
    return MOBILE.contains(numbers.getNumberType(number));
  }
}
