package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlAdoptionTest extends AdoptionContract implements OnMySql {}
