package io.medianest.auth.mail;

import java.util.UUID;

/**
 * A mail that this instance is to send.
 *
 * @param attempts how many attempts there have been, this one included
 * @param correlationId of the request that caused it
 */
record WaitingMail(UUID id, String sealedLetter, int attempts, String correlationId) {}
