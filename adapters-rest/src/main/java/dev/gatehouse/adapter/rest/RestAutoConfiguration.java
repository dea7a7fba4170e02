package dev.gatehouse.adapter.rest;

import dev.gatehouse.adapter.rest.account.AccountConfiguration;
import dev.gatehouse.adapter.rest.admin.AdminConfiguration;
import dev.gatehouse.adapter.rest.browser.BrowserConfiguration;
import dev.gatehouse.adapter.rest.client.ClientConfiguration;
import dev.gatehouse.adapter.rest.client.ProxySettings;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.container.ContainerConfiguration;
import dev.gatehouse.adapter.rest.login.LoginConfiguration;
import dev.gatehouse.adapter.rest.page.PageConfiguration;
import dev.gatehouse.adapter.rest.problem.ProblemConfiguration;
import dev.gatehouse.adapter.rest.request.RequestConfiguration;
import dev.gatehouse.adapter.rest.session.SessionConfiguration;
import dev.gatehouse.adapter.rest.token.TokenConfiguration;
import dev.gatehouse.application.browser.ReturnTargets;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Installs the HTTP API: its parts, each of which may use those before it. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@EnableConfigurationProperties(RestProperties.class)
@Import({
  ClientConfiguration.class,
  RequestConfiguration.class,
  TokenConfiguration.class,
  SessionConfiguration.class,
  ProblemConfiguration.class,
  PageConfiguration.class,
  BrowserConfiguration.class,
  LoginConfiguration.class,
  AccountConfiguration.class,
  AdminConfiguration.class,
  ContainerConfiguration.class
})
class RestAutoConfiguration {

  @Bean
  PublicUrl publicUrl(RestProperties properties) {
    return properties.url();
  }

  @Bean
  ProxySettings proxySettings(RestProperties properties) {
    return properties.proxies();
  }

  @Bean
  ReturnTargets returnTargets(RestProperties properties) {
    return properties.returnTargets();
  }
}
