package dev.gatehouse.integration.account;

import dev.gatehouse.integration.login.OnH2;

class H2LoginMethodsTest extends LoginMethodsContract implements OnH2 {}
