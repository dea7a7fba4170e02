package dev.gatehouse.adapter.persistence;

class H2SpentStatesTest extends JdbcSpentStatesContract implements OnH2 {}
