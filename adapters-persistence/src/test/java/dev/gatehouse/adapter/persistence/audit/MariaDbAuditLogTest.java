package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbAuditLogTest extends JdbcAuditLogContract implements OnMariaDb {}
