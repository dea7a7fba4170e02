package dev.gatehouse.integration.login;

class MySqlOlderCallEndToEndTest extends OlderCallEndToEndContract implements OnMySql {}
