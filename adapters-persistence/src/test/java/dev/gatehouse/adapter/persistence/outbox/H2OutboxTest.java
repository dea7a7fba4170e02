package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.adapter.persistence.OnH2;

class H2OutboxTest extends JdbcOutboxContract implements OnH2 {}
