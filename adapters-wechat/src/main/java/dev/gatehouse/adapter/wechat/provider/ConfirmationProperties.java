package dev.gatehouse.adapter.wechat.provider;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A setting of accounts in general that concerns this adapter: it alone knows the silent logins.
 *
 * @param confirmByMini whether the silent login of a mini program may confirm a session
 */
@ConfigurationProperties("gatehouse.account")
record ConfirmationProperties(@DefaultValue("false") boolean confirmByMini) {}
