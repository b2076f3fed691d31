package io.medianest.auth.passwordreset;

import io.medianest.auth.client.Client;
import java.util.UUID;

/**
 * Somebody said to have forgotten a password.
 *
 * @param client where the request came from
 * @param correlationId of the request
 */
record ResetRequest(UUID id, String sealedEmail, Client client, String correlationId) {}
