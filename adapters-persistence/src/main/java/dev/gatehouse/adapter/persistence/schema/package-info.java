/**
 * The tables: migrations, the adoption of an older database, and the operator's commands that check
 * and change the schema.
 */
@NullMarked
package dev.gatehouse.adapter.persistence.schema;

import org.jspecify.annotations.NullMarked;
