package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbUserRepositoryTest extends JdbcUserRepositoryContract implements OnMariaDb {}
