package io.medianest.monitor.config;

/**
 * What came of trying a connection.
 *
 * @param ok whether the service answered as it should, and took the key
 * @param message what it was, in words; without the key
 * @param responseTimeMs how long it took
 */
public record ConnectionResult(boolean ok, String message, long responseTimeMs) {}
