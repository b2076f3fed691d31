package io.medianest.auth.user;

import io.medianest.runtime.security.Role;

/**
 * A user to be made.
 *
 * @param email the address, which nobody else may have in any spelling of upper and lower case
 * @param name what others see
 * @param role what the user may do
 * @param requiresPasswordChange whether the first sign-in must choose another password
 * @param emailVerified whether the address is known to be this person's
 */
public record NewUser(String email, String name, Role role, boolean requiresPasswordChange, boolean emailVerified) {}
