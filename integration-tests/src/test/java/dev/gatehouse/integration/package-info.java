/** Tests of the whole service, one package for each concept. */
@NullMarked
package dev.gatehouse.integration;

import org.jspecify.annotations.NullMarked;
