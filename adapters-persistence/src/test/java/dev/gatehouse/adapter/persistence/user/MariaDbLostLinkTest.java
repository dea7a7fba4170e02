package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbLostLinkTest extends LostLinkContract implements OnMariaDb {}
