package dev.gatehouse.bootstrap;

class H2LoginEndToEndTest extends LoginEndToEndContract implements OnH2 {}
