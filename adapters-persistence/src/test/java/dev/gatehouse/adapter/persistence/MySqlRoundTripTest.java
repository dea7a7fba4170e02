package dev.gatehouse.adapter.persistence;

class MySqlRoundTripTest extends RoundTripContract implements OnMySql {}
