package dev.gatehouse.integration.login;

class MySqlLoginEndToEndTest extends LoginEndToEndContract implements OnMySql {}
