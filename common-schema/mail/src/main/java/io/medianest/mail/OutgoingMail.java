package io.medianest.mail;

import java.util.List;

/**
 * A mail as it leaves.
 *
 * @param to the addresses; whoever gets it sees them all
 * @param subject one line
 * @param text plain text, lines of at most 78 characters but for links
 */
public record OutgoingMail(List<String> to, String subject, String text) {
    private static final String SIGNATURE = """

            --\s
            MediaNest
            """;

    /** Adds the signature; a subject never becomes more than one line. */
    public OutgoingMail {
        to = List.copyOf(to);
        subject = subject.replaceAll("\\p{Cntrl}+", " ");
        text = text.endsWith(SIGNATURE) ? text : text + SIGNATURE;
    }

    /** Shows neither addresses nor text, which may hold a link that opens an account. */
    @Override
    public String toString() {
        return "OutgoingMail";
    }
}
