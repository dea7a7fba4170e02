package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlSessionStoreTest extends JdbcSessionStoreContract implements OnMySql {}
