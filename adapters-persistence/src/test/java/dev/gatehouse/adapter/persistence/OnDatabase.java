package dev.gatehouse.adapter.persistence;

import java.sql.SQLException;

/**
 * Says what a contract is held against. A test class is the contract and one of {@link OnH2},
 * {@link OnMySql} and {@link OnMariaDb}, and has nothing to add.
 */
public interface OnDatabase {

  TestDatabase createDatabase() throws SQLException;
}
