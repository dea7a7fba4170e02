package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbModuleRowsTest extends ModuleRowsContract implements OnMariaDb {}
