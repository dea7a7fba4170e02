package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbUnavailableServerTest extends UnavailableServerContract implements OnMariaDb {}
