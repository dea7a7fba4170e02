package dev.gatehouse.adapter.persistence;

class MySqlLostConnectionTest extends LostConnectionContract implements OnMySql {}
