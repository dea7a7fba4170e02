package dev.gatehouse.adapter.persistence.schema;

/**
 * A column as it is.
 *
 * @param type in SQL's words, without length
 * @param fullType with length and sign, as in {@code int unsigned}
 * @param needsValue whether an insert that does not name the column is refused
 * @param length of text, in characters; 0 for others
 * @param octets that text or bytes can take up; 0 for others
 * @param fraction digits of a second; 0 for others
 * @param collation of text; empty for others
 * @param defaultValue what an insert that does not name the column stores, as an expression
 */
record TableColumn(
    String type,
    String fullType,
    boolean nullable,
    boolean counting,
    boolean needsValue,
    long length,
    long octets,
    int fraction,
    String collation,
    String defaultValue) {

  boolean unsigned() {
    return fullType.contains("unsigned");
  }

  boolean isInteger() {
    return type.endsWith("int");
  }

  boolean isText() {
    return type.endsWith("char") || isLongText();
  }

  /** Text whose definition has no length. */
  boolean isLongText() {
    return type.endsWith("text");
  }

  /** Whether it holds the times or integers of another column, or null. */
  boolean isNullable(String otherType) {
    return nullable && (otherType.startsWith("datetime") ? isTime() : isInteger());
  }

  boolean isTime() {
    return type.equals("datetime") || type.equals("timestamp") || type.equals("date");
  }
}
