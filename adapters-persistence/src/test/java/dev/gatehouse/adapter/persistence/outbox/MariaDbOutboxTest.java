package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbOutboxTest extends JdbcOutboxContract implements OnMariaDb {}
