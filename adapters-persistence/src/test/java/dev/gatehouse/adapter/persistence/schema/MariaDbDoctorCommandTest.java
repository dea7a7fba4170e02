package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMariaDb;

class MariaDbDoctorCommandTest extends DoctorCommandContract implements OnMariaDb {}
