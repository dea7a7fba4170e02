package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.IdentityProvider;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Installs one login method {@code WX.<name>} for each further Open Platform account: unionids of
 * two accounts are unrelated, however equal they look.
 */
class OpenPlatforms implements BeanRegistrar {

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    Binder.get(environment)
        .bind("gatehouse.wechat.open-platforms", Bindable.mapOf(String.class, Object.class))
        .orElse(Map.of())
        .keySet()
        // A name that cannot be a login method stops the start with the other wrong settings.
        .forEach(name ->
            LoginMethod.parse(WeChatProperties.METHOD + "." + name)
                .ifPresent(method -> register(registry, method)));
  }

  private static void register(BeanRegistry registry, LoginMethod method) {
    registry.registerBean(
        "weChatIdentityProvider." + method,
        IdentityProvider.class,
        bean -> bean.supplier(context -> context.bean(WeChatProviders.class).of(method)));
  }
}
