/** An application of somebody else, which knows of Gatehouse only its HTTP API. */
@NullMarked
package example.shop;

import org.jspecify.annotations.NullMarked;
