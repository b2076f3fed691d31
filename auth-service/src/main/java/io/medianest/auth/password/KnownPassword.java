package io.medianest.auth.password;

import java.util.List;

/**
 * The password that somebody has now.
 *
 * @param hash as a PHC string
 * @param context what is known of the person, which a password must not be made of
 * @param besideSecondFactor whether a code is asked for too
 */
public record KnownPassword(String hash, List<String> context, boolean besideSecondFactor) {

    /** Another password in its place. */
    public NewPassword replacedBy(String field, String password) {
        return new NewPassword(field, password, context, besideSecondFactor);
    }

    /** Shows no hash, wherever this is printed. */
    @Override
    public String toString() {
        return "KnownPassword[]";
    }
}
