package dev.gatehouse.adapter.persistence.schema;

/**
 * A column as it is.
 *
 * @param type in SQL's words, without length
 * @param length of text, in characters; 0 for others
 * @param fraction digits of a second; 0 for others
 * @param collation of text; empty for others
 */
record TableColumn(
    String type,
    boolean unsigned,
    boolean nullable,
    boolean counting,
    long length,
    int fraction,
    String collation) {}
