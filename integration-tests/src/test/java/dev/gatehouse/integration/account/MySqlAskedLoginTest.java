package dev.gatehouse.integration.account;

import dev.gatehouse.integration.login.OnMySql;

class MySqlAskedLoginTest extends AskedLoginContract implements OnMySql {}
