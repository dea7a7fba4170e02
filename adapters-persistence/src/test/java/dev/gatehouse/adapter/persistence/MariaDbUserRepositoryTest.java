package dev.gatehouse.adapter.persistence;

class MariaDbUserRepositoryTest extends JdbcUserRepositoryContract implements OnMariaDb {}
