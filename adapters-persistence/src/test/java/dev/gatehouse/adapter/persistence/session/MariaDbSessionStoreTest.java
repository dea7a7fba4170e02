package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbSessionStoreTest extends JdbcSessionStoreContract implements OnMariaDb {}
