package dev.gatehouse.adapter.persistence;

class MariaDbAuditLogTest extends JdbcAuditLogContract implements OnMariaDb {}
