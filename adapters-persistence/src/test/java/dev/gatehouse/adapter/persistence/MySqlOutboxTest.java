package dev.gatehouse.adapter.persistence;

class MySqlOutboxTest extends JdbcOutboxContract implements OnMySql {}
