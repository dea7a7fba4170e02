package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlAuditLogTest extends JdbcAuditLogContract implements OnMySql {}
