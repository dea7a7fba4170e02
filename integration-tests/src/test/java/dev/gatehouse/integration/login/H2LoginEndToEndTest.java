package dev.gatehouse.integration.login;

class H2LoginEndToEndTest extends LoginEndToEndContract implements OnH2 {}
