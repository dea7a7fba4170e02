package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlAdoptedShapesTest extends AdoptedShapesContract implements OnMySql {}
