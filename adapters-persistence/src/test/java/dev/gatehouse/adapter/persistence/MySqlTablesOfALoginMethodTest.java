package dev.gatehouse.adapter.persistence;

class MySqlTablesOfALoginMethodTest extends TablesOfALoginMethodContract implements OnMySql {}
