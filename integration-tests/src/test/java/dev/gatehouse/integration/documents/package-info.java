/** Documents and shipped files, checked against the code. */
@NullMarked
package dev.gatehouse.integration.documents;

import org.jspecify.annotations.NullMarked;
