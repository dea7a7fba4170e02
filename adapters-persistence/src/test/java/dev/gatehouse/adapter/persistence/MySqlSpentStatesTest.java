package dev.gatehouse.adapter.persistence;

class MySqlSpentStatesTest extends JdbcSpentStatesContract implements OnMySql {}
