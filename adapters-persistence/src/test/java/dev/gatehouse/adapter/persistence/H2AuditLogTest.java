package dev.gatehouse.adapter.persistence;

class H2AuditLogTest extends JdbcAuditLogContract implements OnH2 {}
