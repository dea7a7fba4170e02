package dev.gatehouse.adapter.persistence;

class H2UserRepositoryTest extends JdbcUserRepositoryContract implements OnH2 {}
