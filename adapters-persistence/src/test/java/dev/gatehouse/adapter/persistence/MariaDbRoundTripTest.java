package dev.gatehouse.adapter.persistence;

class MariaDbRoundTripTest extends RoundTripContract implements OnMariaDb {}
