package io.medianest.auth.securityevent;

/** What can happen around signing in. */
public enum SecurityEventType {
    SETUP_COMPLETED("setup-completed"),
    SETUP_REFUSED("setup-refused"),
    SIGNED_IN("signed-in"),
    SIGN_IN_FAILED("sign-in-failed"),
    /** Who was signed in proved again who they are. */
    SIGNED_IN_AGAIN("signed-in-again"),
    NEW_DEVICE("new-device"),
    /** Somebody signed in from a network that they have never come from before. */
    NEW_ADDRESS("new-address"),
    SIGNED_OUT("signed-out"),
    SIGNED_OUT_EVERYWHERE("signed-out-everywhere"),
    /** The owner of an account said, by a link of a notice, that somebody else is in it. */
    NOT_ME("not-me"),
    /** A refresh token was used again after its successor was handed out: it may have been stolen. */
    TOKEN_REUSED("token-reused"),
    DEVICE_REVOKED("device-revoked"),
    /** Too many attempts have failed; further ones were not made. */
    RATE_LIMITED("rate-limited"),
    PASSWORD_CHANGED("password-changed"),
    PASSWORD_RESET_REQUESTED("password-reset-requested"),
    PASSWORD_RESET("password-reset"),
    PASSWORD_CHANGE_REQUIRED("password-change-required"),
    EMAIL_CHANGE_REQUESTED("email-change-requested"),
    EMAIL_CHANGED("email-changed"),
    EMAIL_VERIFIED("email-verified"),
    SECOND_FACTOR_ADDED("second-factor-added"),
    SECOND_FACTOR_REMOVED("second-factor-removed"),
    SECOND_FACTOR_FAILED("second-factor-failed"),
    RECOVERY_CODE_USED("recovery-code-used"),
    RECOVERY_CODES_RENEWED("recovery-codes-renewed"),
    /** Another way to sign in was added. */
    ACCOUNT_LINKED("account-linked"),
    ACCOUNT_UNLINKED("account-unlinked"),
    API_KEY_CREATED("api-key-created"),
    API_KEY_REVOKED("api-key-revoked"),
    USER_CREATED("user-created"),
    ROLE_CHANGED("role-changed"),
    SUSPENDED("suspended"),
    REACTIVATED("reactivated"),
    DELETED("deleted"),
    RESTORED("restored"),
    /** Somebody has taken a copy of everything that is stored about them. */
    DATA_EXPORTED("data-exported");

    private final String wireName;

    SecurityEventType(String wireName) {
        this.wireName = wireName;
    }

    /** The type as it is stored and shown. */
    public String wireName() {
        return wireName;
    }

    /** Whether somebody should look at it. */
    boolean isSuspicious() {
        return this == TOKEN_REUSED || this == SETUP_REFUSED || this == RATE_LIMITED || this == NOT_ME;
    }
}
