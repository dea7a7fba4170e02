package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlLostConnectionTest extends LostConnectionContract implements OnMySql {}
