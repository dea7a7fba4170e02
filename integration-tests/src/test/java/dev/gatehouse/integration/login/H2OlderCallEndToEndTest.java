package dev.gatehouse.integration.login;

class H2OlderCallEndToEndTest extends OlderCallEndToEndContract implements OnH2 {}
