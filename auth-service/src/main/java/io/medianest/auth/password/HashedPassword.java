package io.medianest.auth.password;

/**
 * A password that was taken.
 *
 * @param hash as a PHC string
 * @param isShort whether it is long enough only beside a second factor
 */
public record HashedPassword(String hash, boolean isShort) {

    /** Shows no hash, wherever this is printed. */
    @Override
    public String toString() {
        return "HashedPassword[]";
    }
}
