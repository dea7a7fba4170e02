/** Shows that a person asks for a code, where a request looks like abuse. */
@NullMarked
package dev.gatehouse.adapter.phone.human;

import org.jspecify.annotations.NullMarked;
