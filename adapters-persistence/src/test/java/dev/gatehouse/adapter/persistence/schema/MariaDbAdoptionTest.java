package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbAdoptionTest extends AdoptionContract implements OnMariaDb {}
