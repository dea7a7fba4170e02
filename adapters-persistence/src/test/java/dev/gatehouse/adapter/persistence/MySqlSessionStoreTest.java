package dev.gatehouse.adapter.persistence;

class MySqlSessionStoreTest extends JdbcSessionStoreContract implements OnMySql {}
