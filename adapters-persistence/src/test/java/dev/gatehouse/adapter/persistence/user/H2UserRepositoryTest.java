package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnH2;

class H2UserRepositoryTest extends JdbcUserRepositoryContract implements OnH2 {}
