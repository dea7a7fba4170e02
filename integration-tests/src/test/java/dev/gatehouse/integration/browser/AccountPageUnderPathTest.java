package dev.gatehouse.integration.browser;

import org.springframework.test.context.TestPropertySource;

/** The account page on a host that is shared with a site. */
@TestPropertySource(properties = "test.path=/auth")
class AccountPageUnderPathTest extends AccountPageTest {}
