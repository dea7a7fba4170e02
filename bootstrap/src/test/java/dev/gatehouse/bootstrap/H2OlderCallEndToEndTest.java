package dev.gatehouse.bootstrap;

class H2OlderCallEndToEndTest extends OlderCallEndToEndContract implements OnH2 {}
