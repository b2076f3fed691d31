package io.medianest.auth.mail;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person.
 *
 * @param userId whose account it is about; null if it is not about one
 * @param to the address
 * @param subject becomes one line
 * @param text plain text, lines of at most 78 characters but for links
 * @param goodFor how long it makes sense to send it
 */
public record Letter(@Nullable UUID userId, String to, String subject, String text, Duration goodFor) {

    /** Shows neither address nor text, which may hold a link that opens an account. */
    @Override
    public String toString() {
        return "Letter[" + userId + "]";
    }
}
