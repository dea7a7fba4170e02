package dev.gatehouse.adapter.phone.page;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks for a number in one of the regions that are served, and for the code that was sent. */
public final class PhoneLoginForm implements LoginForm {

  private final LoginMethod method;
  private final List<String> regions;
  private final HumanCheckSettings humanCheck;

  /**
   * @param regions that are served, ISO 3166, the usual one first
   */
  public PhoneLoginForm(LoginMethod method, List<String> regions, HumanCheckSettings humanCheck) {
    this.method = method;
    this.regions = List.copyOf(regions);
    this.humanCheck = humanCheck;
  }

  @Override
  public LoginMethod method() {
    return method;
  }

  @Override
  public Map<String, Object> values(Locale language) {
    return Map.of(
        "countries",
        regions.stream().map(region -> country(region, language)).toList(),
        "choice",
        regions.size() > 1,
        "challengeScript",
        humanCheck.scriptUrl() == null ? "" : humanCheck.scriptUrl().toString());
  }

  @Override
  public List<String> origins() {
    return humanCheck.pageOrigins();
  }

  private static Map<String, Object> country(String region, Locale language) {
    return Map.of(
        "prefix",
        "+" + PhoneNumberUtil.getInstance().getCountryCodeForRegion(region),
        "name",
        Locale.of("", region).getDisplayCountry(language));
  }
}
