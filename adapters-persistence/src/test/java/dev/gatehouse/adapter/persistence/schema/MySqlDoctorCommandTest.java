package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMySql;

class MySqlDoctorCommandTest extends DoctorCommandContract implements OnMySql {}
