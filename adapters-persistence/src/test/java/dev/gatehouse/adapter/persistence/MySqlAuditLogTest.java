package dev.gatehouse.adapter.persistence;

class MySqlAuditLogTest extends JdbcAuditLogContract implements OnMySql {}
