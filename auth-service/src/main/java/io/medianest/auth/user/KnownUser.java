package io.medianest.auth.user;

import java.util.UUID;

/**
 * Somebody who is known here, whether or not they may come in.
 *
 * @param id who
 * @param status whether they may
 * @param requiresPasswordChange whether they must choose another password first
 */
public record KnownUser(UUID id, UserStatus status, boolean requiresPasswordChange) {}
