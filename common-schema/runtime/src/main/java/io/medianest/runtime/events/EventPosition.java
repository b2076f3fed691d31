package io.medianest.runtime.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an event stands in Kafka; its text is the id of an event in the streams of clients.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the place in the partition
 */
public record EventPosition(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([a-z.-]{1,100})-(\\d{1,9})-(\\d{1,18})");

    /** Reads what {@link #toString} wrote; empty if it is anything else, for it comes from clients. */
    public static Optional<EventPosition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new EventPosition(
                matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** Topic, partition and offset, joined by hyphens. */
    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
