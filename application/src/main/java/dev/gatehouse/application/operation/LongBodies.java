package dev.gatehouse.application.operation;

/**
 * Allows longer bodies than usual on the paths of one endpoint.
 *
 * @param path the beginning of the paths
 * @param bytes the longest body
 */
public record LongBodies(String path, int bytes) {}
