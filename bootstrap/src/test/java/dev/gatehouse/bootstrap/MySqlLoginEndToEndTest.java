package dev.gatehouse.bootstrap;

class MySqlLoginEndToEndTest extends LoginEndToEndContract implements OnMySql {}
