package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnH2;

class H2LoginMethodTablesTest extends LoginMethodTablesContract implements OnH2 {}
