/** An application of another team, which uses only the HTTP API of Gatehouse. */
@NullMarked
package example.shop;

import org.jspecify.annotations.NullMarked;
