package io.medianest.events.deadletter;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter stands.
 *
 * @param deadLetters the topic of dead letters
 * @param partition its partition
 * @param offset its offset
 */
record DeadLetterId(String deadLetters, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([a-z.-]{1,100})-(\\d{1,9})-(\\d{1,18})");

    /** Reads what {@link #toString} wrote; empty if it is anything else, for it comes from people. */
    static Optional<DeadLetterId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new DeadLetterId(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** Whose dead letters they are; empty if nobody's. */
    Optional<Topic> topic() {
        return Topics.events().stream()
                .filter(topic -> topic.deadLetters().name().equals(deadLetters))
                .findFirst();
    }

    @Override
    public String toString() {
        return deadLetters + "-" + partition + "-" + offset;
    }
}
