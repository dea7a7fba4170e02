package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbLostConnectionTest extends LostConnectionContract implements OnMariaDb {}
