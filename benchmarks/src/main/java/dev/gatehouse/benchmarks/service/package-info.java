/**
 * The services that are measured, what a process of theirs costs, and the programs that stand in
 * for WeChat and an SMS gateway.
 */
@NullMarked
package dev.gatehouse.benchmarks.service;

import org.jspecify.annotations.NullMarked;
