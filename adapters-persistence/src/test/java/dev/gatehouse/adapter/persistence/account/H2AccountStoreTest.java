package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.adapter.persistence.OnH2;

class H2AccountStoreTest extends JdbcAccountStoreContract implements OnH2 {}
