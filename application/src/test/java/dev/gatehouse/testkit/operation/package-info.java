/** The contract of {@code StorageRetry} and a fake that passes it. */
@NullMarked
package dev.gatehouse.testkit.operation;

import org.jspecify.annotations.NullMarked;
