package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbRoundTripTest extends RoundTripContract implements OnMariaDb {}
