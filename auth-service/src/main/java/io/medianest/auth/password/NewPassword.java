package io.medianest.auth.password;

import java.util.List;

/**
 * A password that somebody wants to have.
 *
 * @param field the request's field that it came in, for the answer if it is refused
 * @param password as it was sent
 * @param context what is known of the person, which the password must not be made of
 * @param besideSecondFactor whether a code is asked for too, so that it may be shorter
 */
public record NewPassword(String field, String password, List<String> context, boolean besideSecondFactor) {

    /** One that is all that a sign-in asks for. */
    public NewPassword(String field, String password, List<String> context) {
        this(field, password, context, false);
    }

    /** Whether it is too short for that, if it is taken at all. */
    public boolean isShort() {
        return PasswordPolicy.length(password) < PasswordPolicy.MIN_LENGTH;
    }

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "NewPassword[" + field + "]";
    }
}
