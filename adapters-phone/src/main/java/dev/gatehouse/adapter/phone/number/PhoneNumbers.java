package dev.gatehouse.adapter.phone.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Turns the text of a person into a number that can receive a message here. Thread-safe. */
public final class PhoneNumbers {

  /** The field of a request that holds the number. */
  public static final String PHONE = "phone";

  /** A text field holds one number. A longer text is refused before it is parsed. */
  private static final int MAX_LENGTH = 32;

  /** In some countries the number does not tell a mobile phone from a landline. */
  private static final Set<PhoneNumberType> MOBILE =
      Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

  /** The digits of a number that a label hides. */
  private static final int HIDDEN = 4;

  private static final int MAINLAND = 86;
  private static final Pattern MAINLAND_MOBILE = Pattern.compile("\\+861[0-9]{10}");
  private static final int MAINLAND_PREFIX_END = 6;

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final List<String> regions;
  private final List<String> extraPrefixes;
  private final List<String> refusedPrefixes;
  private final Consumer<String> refused;

  /**
   * @param regions that are served, ISO 3166; a number without a country code belongs to the first
   * @param extraPrefixes E.164 prefixes that are accepted although the library does not know them
   * @param refusedPrefixes E.164 prefixes that are not served
   * @param refused is told the first three digits of each mainland number that the library does not
   *     know
   */
  public PhoneNumbers(
      List<String> regions,
      List<String> extraPrefixes,
      List<String> refusedPrefixes,
      Consumer<String> refused) {
    this.regions = List.copyOf(regions);
    this.extraPrefixes = List.copyOf(extraPrefixes);
    this.refusedPrefixes = List.copyOf(refusedPrefixes);
    this.refused = refused;
  }

  /**
   * Reads a number.
   *
   * @throws InvalidCredential for the field {@value #PHONE}: {@code MALFORMED} if the text is no
   *     number of a mobile phone, {@code UNREACHABLE} if its region or prefix is not served
   */
  public PhoneNumber read(String text) throws InvalidCredential {
    Phonenumber.PhoneNumber parsed = parse(text);
    String e164 = library.format(parsed, PhoneNumberFormat.E164);
    String region = library.getRegionCodeForNumber(parsed);
    boolean known =
        region != null
            && library.isValidNumber(parsed)
            && MOBILE.contains(library.getNumberType(parsed));
    if (!known) {
      region = regionOfExtraPrefix(parsed, e164);
    }
    if (!regions.contains(region) || startsWithOneOf(refusedPrefixes, e164)) {
      throw new InvalidCredential(PHONE, InvalidCredential.Reason.UNREACHABLE);
    }
    return new PhoneNumber(e164, region);
  }

  /** A stored number as its owner recognizes it, as in {@code +86 138****8000}. */
  public String masked(String e164) {
    int country = countryCodeLength(e164);
    String rest = e164.substring(country);
    int hidden = Math.min(rest.length(), HIDDEN);
    int begin = (rest.length() - hidden) / 2;
    return e164.substring(0, country)
        + " "
        + rest.substring(0, begin)
        + "*".repeat(hidden)
        + rest.substring(begin + hidden);
  }

  private int countryCodeLength(String e164) {
    try {
      int code = library.parse(e164, null).getCountryCode();
      return 1 + Integer.toString(code).length();
    } catch (NumberParseException notANumber) {
      return 1;
    }
  }

  private Phonenumber.PhoneNumber parse(String text) throws InvalidCredential {
    if (text.length() > MAX_LENGTH) {
      throw malformed();
    }
    try {
      Phonenumber.PhoneNumber parsed = library.parse(text, regions.getFirst());
      // E.164 would drop the extension without a word.
      if (parsed.hasExtension()) {
        throw malformed();
      }
      return parsed;
    } catch (NumberParseException notANumber) {
      throw malformed();
    }
  }

  private String regionOfExtraPrefix(Phonenumber.PhoneNumber parsed, String e164)
      throws InvalidCredential {
    boolean mainland = parsed.getCountryCode() == MAINLAND;
    boolean hasForm =
        mainland ? MAINLAND_MOBILE.matcher(e164).matches() : library.isPossibleNumber(parsed);
    if (hasForm && startsWithOneOf(extraPrefixes, e164)) {
      return library.getRegionCodeForCountryCode(parsed.getCountryCode());
    }
    if (mainland && hasForm) {
      refused.accept(e164.substring("+86".length(), MAINLAND_PREFIX_END));
    }
    throw malformed();
  }

  private static boolean startsWithOneOf(List<String> prefixes, String e164) {
    return prefixes.stream().anyMatch(e164::startsWith);
  }

  private static InvalidCredential malformed() {
    return new InvalidCredential(PHONE, InvalidCredential.Reason.MALFORMED);
  }
}
