package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlLostLinkTest extends LostLinkContract implements OnMySql {}
