package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/logins/WX/phone} with {@code {"channel", "code"}}: the phone number that a
 * signed-in person shares in a mini program, to fill in a form. It is no proof.
 */
@RestController
final class PhoneNumberController {

  private final WeChatIdentityProvider provider;
  private final CurrentUser currentUser;

  PhoneNumberController(WeChatIdentityProvider provider, CurrentUser currentUser) {
    this.provider = provider;
    this.currentUser = currentUser;
  }

  /**
   * @param phone in the form of E.164
   */
  record PhoneNumber(String phone) {

    /** Does not show the number. */
    @Override
    public String toString() {
      return "PhoneNumber[]";
    }
  }

  @PostMapping(
      path = "/v1/logins/WX/phone",
      consumes = "application/json",
      produces = "application/json")
  PhoneNumber phoneNumber(Credential credential) throws LoginException {
    currentUser.require();
    return new PhoneNumber(provider.phoneNumber(credential));
  }
}
