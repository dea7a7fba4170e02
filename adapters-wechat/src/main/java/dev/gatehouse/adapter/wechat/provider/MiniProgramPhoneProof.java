package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.PhoneNumberProof;
import java.util.Set;

/**
 * Numbers that WeChat verifies for the real-time phone button of a mini program. The credential has
 * {@code code}, of the button, and {@code loginCode}, of {@code wx.login}: WeChat refuses a code of
 * the button that another person was given.
 */
record MiniProgramPhoneProof(WeChatIdentityProvider provider, Set<String> channels)
    implements PhoneNumberProof {

  /**
   * @throws IllegalArgumentException if a channel is no mini program of this provider
   */
  MiniProgramPhoneProof {
    channels = Set.copyOf(channels);
    for (String channel : channels) {
      if (!provider.isMiniProgram(channel)) {
        throw new IllegalArgumentException(
            "gatehouse.wechat.apps."
                + channel
                + ".phone-proof is for mini programs of login method "
                + provider.method()
                + " only: remove it");
      }
    }
  }

  @Override
  public String prove(Credential credential) throws LoginException {
    return provider.provenPhoneNumber(credential);
  }
}
