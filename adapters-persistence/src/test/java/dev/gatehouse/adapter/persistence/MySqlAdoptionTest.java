package dev.gatehouse.adapter.persistence;

class MySqlAdoptionTest extends AdoptionContract implements OnMySql {}
