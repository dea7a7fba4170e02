package dev.gatehouse.adapter.persistence;

class H2TablesOfALoginMethodTest extends TablesOfALoginMethodContract implements OnH2 {}
