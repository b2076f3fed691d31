package io.medianest.auth.passwordchange;

import java.util.List;

/**
 * The password that somebody has now.
 *
 * @param hash as a PHC string
 * @param context what is known of the person, which a password must not be made of
 */
record KnownPassword(String hash, List<String> context) {}
