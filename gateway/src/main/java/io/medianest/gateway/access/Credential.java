package io.medianest.gateway.access;

/** What a request shows to be let in. */
sealed interface Credential {

    /** Nothing, or nothing that the gateway judges. */
    record None() implements Credential {}

    /** Something that cannot be right. */
    record Unreadable() implements Credential {}

    /** An access token, or what claims to be one. */
    record AccessToken(String text) implements Credential {
        /** Shows no token, wherever this is printed. */
        @Override
        public String toString() {
            return "AccessToken[]";
        }
    }

    /**
     * What auth-service gives an access token for.
     *
     * @param text as it came
     */
    record Exchangeable(Kind kind, String text) implements Credential {
        /** Shows no secret, wherever this is printed. */
        @Override
        public String toString() {
            return kind + "[]";
        }
    }

    /** What can be exchanged. */
    enum Kind {
        /** The cookie of a browser. */
        WEB_SESSION("session", "web-session"),
        /** A key that somebody has made for a program. */
        API_KEY("apiKey", "api-key");

        private final String member;
        private final String label;

        Kind(String member, String label) {
            this.member = member;
            this.label = label;
        }

        /** The name in the call to auth-service. */
        String member() {
            return member;
        }

        /** The name in metrics. */
        String label() {
            return label;
        }
    }
}
