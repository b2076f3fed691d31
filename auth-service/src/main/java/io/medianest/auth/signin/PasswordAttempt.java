package io.medianest.auth.signin;

import io.medianest.auth.device.DeviceInfo;

/**
 * Somebody's claim to be whoever has that address.
 *
 * @param email as it was typed
 * @param password as it was typed
 * @param device what signs in, by which a device that has signed in before is known again
 */
public record PasswordAttempt(String email, String password, DeviceInfo device) {

    /** Shows no password, wherever this is printed. */
    @Override
    public String toString() {
        return "PasswordAttempt[]";
    }
}
