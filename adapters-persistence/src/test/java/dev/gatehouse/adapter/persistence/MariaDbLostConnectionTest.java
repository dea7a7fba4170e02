package dev.gatehouse.adapter.persistence;

class MariaDbLostConnectionTest extends LostConnectionContract implements OnMariaDb {}
