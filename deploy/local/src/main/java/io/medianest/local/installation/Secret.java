package io.medianest.local.installation;

/** A secret in a file of its own, which services find by an environment variable. */
public enum Secret {
    /** The key of all keyed hashes. */
    PEPPER("pepper", "MEDIANEST_SECRETS_PEPPER_FILE"),
    /** Encrypts what auth-service keeps. */
    AUTH_KEYSET("auth-keyset.json", "MEDIANEST_SECRETS_AUTH_KEYSET_FILE"),
    /** Encrypts the keys of the services around MediaNest. */
    CONNECTIONS_KEYSET("connections-keyset.json", "MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE"),
    /** What Overseerr proves itself with when it calls. */
    WEBHOOK("webhook", "MEDIANEST_WEBHOOK_SECRET_FILE"),
    /** What makes the first administrator; auth-service makes it, and deletes it then. */
    SETUP_TOKEN("setup-token", "MEDIANEST_SETUP_TOKEN_FILE");

    private final String fileName;
    private final String variable;

    Secret(String fileName, String variable) {
        this.fileName = fileName;
        this.variable = variable;
    }

    /** The environment variable that holds the file's path. */
    public String variable() {
        return variable;
    }

    String fileName() {
        return fileName;
    }
}
