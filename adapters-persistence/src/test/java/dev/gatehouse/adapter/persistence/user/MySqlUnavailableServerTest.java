package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlUnavailableServerTest extends UnavailableServerContract implements OnMySql {}
