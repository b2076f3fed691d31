package io.medianest.local.demo;

/**
 * Somebody in the demo.
 *
 * @param role ADMIN, MODERATOR or USER
 * @param email how to sign in
 * @param password generated
 */
public record DemoUser(String role, String email, String password) {
    private static final String DOMAIN = "@demo.medianest.local";

    static DemoUser of(String role, String name, String password) {
        return new DemoUser(role, name + DOMAIN, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return email;
    }
}
