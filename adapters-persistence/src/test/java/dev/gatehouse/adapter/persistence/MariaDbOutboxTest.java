package dev.gatehouse.adapter.persistence;

class MariaDbOutboxTest extends JdbcOutboxContract implements OnMariaDb {}
