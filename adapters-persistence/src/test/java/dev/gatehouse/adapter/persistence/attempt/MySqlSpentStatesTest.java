package dev.gatehouse.adapter.persistence.attempt;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlSpentStatesTest extends JdbcSpentStatesContract implements OnMySql {}
