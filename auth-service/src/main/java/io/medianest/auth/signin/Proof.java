package io.medianest.auth.signin;

import io.medianest.auth.user.UserStatus;
import java.util.UUID;

/**
 * That somebody has proved who they are, and how the account stood then. Each way to sign in makes one: by a password, by
 * an account elsewhere.
 *
 * @param userId who it is
 * @param status whether the user may come in
 * @param requiresPasswordChange whether the user must choose another password first; false for ways to sign in that need
 *     none
 */
public record Proof(UUID userId, UserStatus status, boolean requiresPasswordChange) {}
