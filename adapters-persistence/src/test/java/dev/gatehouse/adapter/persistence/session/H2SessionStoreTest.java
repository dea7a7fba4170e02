package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.adapter.persistence.OnH2;

class H2SessionStoreTest extends JdbcSessionStoreContract implements OnH2 {}
