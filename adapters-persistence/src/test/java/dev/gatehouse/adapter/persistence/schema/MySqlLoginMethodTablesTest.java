package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlLoginMethodTablesTest extends LoginMethodTablesContract implements OnMySql {}
