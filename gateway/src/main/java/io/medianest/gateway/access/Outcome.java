package io.medianest.gateway.access;

import java.time.Duration;
import java.time.Instant;

/** What came of an exchange. */
sealed interface Outcome {

    /** The name in metrics. */
    String label();

    /** How long it holds from that time on. */
    default Duration holds(Instant now) {
        return Duration.ZERO;
    }

    /**
     * An access token.
     *
     * @param token goes to services, and never to the client
     * @param goodUntil when another one is asked for
     */
    record Given(String token, Instant goodUntil) implements Outcome {
        @Override
        public String label() {
            return "exchanged";
        }

        @Override
        public Duration holds(Instant now) {
            return goodUntil.isAfter(now) ? Duration.between(now, goodUntil) : Duration.ZERO;
        }

        /** Shows no token, wherever this is printed. */
        @Override
        public String toString() {
            return "Given[" + goodUntil + "]";
        }
    }

    /** auth-service knows nothing of what was shown, or not any more. */
    record Refused() implements Outcome {
        @Override
        public String label() {
            return "refused";
        }
    }

    /**
     * auth-service could not be asked.
     *
     * @param cause why
     */
    record Unavailable(Throwable cause) implements Outcome {
        @Override
        public String label() {
            return "unavailable";
        }
    }
}
