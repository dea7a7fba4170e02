package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbAdoptedShapesTest extends AdoptedShapesContract implements OnMariaDb {}
