package io.medianest.auth.password;

import java.util.List;

/**
 * A password that somebody wants to have.
 *
 * @param field the request's field that it came in, for the answer if it is refused
 * @param password as it was sent
 * @param context what is known of the person, which the password must not be made of
 */
public record NewPassword(String field, String password, List<String> context) {

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "NewPassword[" + field + "]";
    }
}
