package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlRoundTripTest extends RoundTripContract implements OnMySql {}
