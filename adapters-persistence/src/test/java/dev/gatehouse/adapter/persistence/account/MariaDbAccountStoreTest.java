package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbAccountStoreTest extends JdbcAccountStoreContract implements OnMariaDb {}
