package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.OnH2;

class H2AuditLogTest extends JdbcAuditLogContract implements OnH2 {}
