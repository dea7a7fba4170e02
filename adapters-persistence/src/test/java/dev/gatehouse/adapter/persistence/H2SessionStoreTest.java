package dev.gatehouse.adapter.persistence;

class H2SessionStoreTest extends JdbcSessionStoreContract implements OnH2 {}
