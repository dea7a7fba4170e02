package dev.gatehouse.adapter.persistence.attempt;

import dev.gatehouse.adapter.persistence.OnH2;

class H2UsedStateStoreTest extends JdbcUsedStateStoreContract implements OnH2 {}
