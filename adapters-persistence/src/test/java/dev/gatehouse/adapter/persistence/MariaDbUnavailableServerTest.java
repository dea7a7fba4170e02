package dev.gatehouse.adapter.persistence;

class MariaDbUnavailableServerTest extends UnavailableServerContract implements OnMariaDb {}
