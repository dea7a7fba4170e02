package dev.gatehouse.adapter.persistence.attempt;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlUsedStateStoreTest extends JdbcUsedStateStoreContract implements OnMySql {}
