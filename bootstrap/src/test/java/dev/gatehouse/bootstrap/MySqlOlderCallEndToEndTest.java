package dev.gatehouse.bootstrap;

class MySqlOlderCallEndToEndTest extends OlderCallEndToEndContract implements OnMySql {}
