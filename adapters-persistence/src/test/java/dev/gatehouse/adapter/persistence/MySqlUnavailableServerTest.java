package dev.gatehouse.adapter.persistence;

class MySqlUnavailableServerTest extends UnavailableServerContract implements OnMySql {}
