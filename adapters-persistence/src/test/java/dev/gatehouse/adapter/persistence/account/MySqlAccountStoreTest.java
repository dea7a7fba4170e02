package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlAccountStoreTest extends JdbcAccountStoreContract implements OnMySql {}
