package io.medianest.auth.key;

import java.util.List;
import java.util.Map;

/**
 * A JSON Web Key Set (RFC 7517).
 *
 * @param keys the public keys
 */
public record JsonWebKeySet(List<Map<String, Object>> keys) {}
