package dev.gatehouse.integration.account;

import dev.gatehouse.integration.login.OnH2;

class H2AskedLoginTest extends AskedLoginContract implements OnH2 {}
