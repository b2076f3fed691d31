package io.medianest.auth.securityevent;

import org.jspecify.annotations.Nullable;

/**
 * What is said of an event that somebody should hear of.
 *
 * @param subject of the mail
 * @param sentence what happened, with {@code %s} for MediaNest's address
 */
record Notice(String subject, String sentence) {
    static final Notice EMAIL_CHANGED = new Notice(
            "Your address was changed",
            "your account at\n%s\nhas another e-mail address now. Mail to this one has ended.\n"
                    + "\"This was not me\" also brings this address back.");

    /** What is said of a type of event; null if nothing. */
    static @Nullable Notice of(SecurityEventType type) {
        return switch (type) {
            case NEW_DEVICE -> account("New sign-in", "was signed in to on a device that is new.");
            case TOKEN_REUSED ->
                account(
                        "A sign-in was ended",
                        "was used with a token that had been used before. That sign-in was ended.");
            case PASSWORD_CHANGED -> account("Your password was changed", "has another password now.");
            case PASSWORD_RESET ->
                account("Your password was changed", "has another password now, by a link that was sent to you.");
            case EMAIL_CHANGE_REQUESTED ->
                account("Another address for your account", "is about to get another e-mail address.");
            case ROLE_CHANGED -> account("Your role was changed", "has another role now.");
            case SECOND_FACTOR_ADDED -> account("Second factor added", "asks for a code at each sign-in now.");
            case SECOND_FACTOR_REMOVED ->
                account("Second factor removed", "does not ask for a code at the sign-in any more.");
            case RECOVERY_CODE_USED -> account("A recovery code was used", "was signed in to with a recovery code.");
            case ACCOUNT_LINKED -> account("Another way to sign in", "can be signed in to in another way.");
            case ACCOUNT_UNLINKED -> account("A way to sign in was removed", "has one way to sign in less.");
            case API_KEY_CREATED -> account("New API key", "has another API key.");
            default -> null;
        };
    }

    private static Notice account(String subject, String what) {
        return new Notice(subject, "your account at\n%s\n" + what);
    }
}
