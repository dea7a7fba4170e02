package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlModuleRowsTest extends ModuleRowsContract implements OnMySql {}
