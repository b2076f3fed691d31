package io.medianest.monitor.error;

/**
 * What a client gets for its report.
 *
 * @param correlationId by which an ADMIN finds it
 */
public record ReportedError(String correlationId) {}
