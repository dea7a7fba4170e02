package com.example.dropin;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A login method of another team, built apart from Gatehouse: proves whatever badge is shown. */
@AutoConfiguration
public class DropInAutoConfiguration {

  /** The method. */
  public static final LoginMethod METHOD = new LoginMethod("BADGE");

  /** The name in every profile. */
  public static final String NAME = "小明";

  @Bean
  IdentityProvider badgeIdentityProvider() {
    return new IdentityProvider() {
      @Override
      public LoginMethod method() {
        return METHOD;
      }

      @Override
      public Authentication authenticate(Credential credential) throws LoginException {
        return new Proof(new ExternalIdentity(METHOD, credential.require("badge")));
      }
    };
  }

  private record Proof(ExternalIdentity identity) implements Authentication {

    @Override
    public Profile profile() {
      return new Profile(NAME);
    }
  }
}
