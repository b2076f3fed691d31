package io.medianest.monitor.deadletter;

import io.medianest.events.Topic;
import io.medianest.events.deadletter.DeadLetter;
import io.medianest.events.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** The letters of several topics as one list, the newest first. Where it stands is an offset of each topic. */
final class Letters {
    /** As many pages of a topic are asked for at most, if all in them were discarded. */
    private static final int MOST_PAGES = 20;

    private final DeadLetters kafka;
    private final Map<String, Queue> queues = new LinkedHashMap<>();

    /** A letter, and where the list goes on after it. */
    record Placed(DeadLetter letter, String next) {}

    private static final class Queue {
        private final Topic topic;
        private final List<DeadLetter> waiting = new ArrayList<>();
        private long before;
        private boolean ended;
        private int pages;

        Queue(Topic topic, long before) {
            this.topic = topic;
            this.before = before;
        }
    }

    /**
     * @param place as {@link Placed#next} said, of the same topics; empty for the beginning
     */
    Letters(DeadLetters kafka, List<Topic> topics, String place) {
        this.kafka = kafka;
        Map<String, Long> offsets = offsets(place);
        topics.forEach(topic ->
                queues.put(topic.name(), new Queue(topic, offsets.getOrDefault(topic.name(), Long.MAX_VALUE))));
    }

    /**
     * The next letters. Asks Kafka and waits for it.
     *
     * @param most how many
     * @param discarded those that are left out
     */
    List<Placed> next(int most, Set<String> discarded) {
        Map<String, Long> reached = new LinkedHashMap<>();
        queues.forEach((name, queue) -> reached.put(name, queue.before));
        List<Placed> found = new ArrayList<>();
        Optional<DeadLetter> newest = newest(most);
        while (newest.isPresent() && found.size() < most) {
            DeadLetter letter = newest.get();
            reached.put(letter.topic(), offset(letter));
            if (!discarded.contains(letter.id())) {
                found.add(new Placed(letter, text(reached)));
            }
            newest = newest(most);
        }
        return found;
    }

    /** Takes the newest letter of all queues out of its queue. */
    private Optional<DeadLetter> newest(int most) {
        PriorityQueue<Queue> first = new PriorityQueue<>(
                Comparator.comparing((Queue queue) -> queue.waiting.getFirst().storedAt())
                        .reversed());
        for (Queue queue : queues.values()) {
            fill(queue, most);
            if (!queue.waiting.isEmpty()) {
                first.add(queue);
            }
        }
        return Optional.ofNullable(first.peek()).map(queue -> queue.waiting.removeFirst());
    }

    private void fill(Queue queue, int most) {
        if (!queue.waiting.isEmpty() || queue.ended || queue.pages == MOST_PAGES) {
            return;
        }
        DeadLetters.Page page = kafka.list(queue.topic, Math.min(most, DeadLetters.MAX_LIMIT), queue.before);
        queue.pages++;
        queue.waiting.addAll(page.letters());
        queue.ended = page.before() == null;
        queue.before = page.before() == null ? 0 : page.before();
    }

    private static long offset(DeadLetter letter) {
        return Long.parseLong(letter.id().substring(letter.id().lastIndexOf('-') + 1));
    }

    private static String text(Map<String, Long> offsets) {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, Long> offsets(String text) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            offsets.put(part.substring(0, equals), Long.valueOf(part.substring(equals + 1)));
        }
        return offsets;
    }
}
