package io.medianest.monitor.alert;

/**
 * What came of trying a channel.
 *
 * @param ok whether the test was taken
 * @param message what it was, in words; without the secret
 */
public record AlertTestResult(boolean ok, String message) {}
