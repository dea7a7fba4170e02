package dev.gatehouse.adapter.persistence;

class H2OutboxTest extends JdbcOutboxContract implements OnH2 {}
