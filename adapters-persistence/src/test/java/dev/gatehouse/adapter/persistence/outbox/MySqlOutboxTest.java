package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlOutboxTest extends JdbcOutboxContract implements OnMySql {}
