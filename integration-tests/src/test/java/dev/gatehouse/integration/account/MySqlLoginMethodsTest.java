package dev.gatehouse.integration.account;

import dev.gatehouse.integration.login.OnMySql;

class MySqlLoginMethodsTest extends LoginMethodsContract implements OnMySql {}
