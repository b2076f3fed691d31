package io.medianest.database;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.events.deadletter.DeadLetter;
import io.medianest.events.deadletter.DeadLetters;
import java.io.PrintStream;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The runner's mode for events that a consumer could not handle. */
final class DeadLetterCommands {
    static final String USAGE = """
              dead-letters list TOPIC [--limit 20] [--before NUMBER] | show ID | replay ID""";

    private static final int DEFAULT_LIMIT = 20;

    private final RunnerEnvironment environment;
    private final PrintStream out;

    DeadLetterCommands(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    void run(RunnerArguments arguments) {
        arguments.allow(2, Set.of("limit", "before"));
        String step = arguments.words().getFirst();
        String what = arguments.words().get(1);
        DeadLetters letters = new DeadLetters(environment.kafka());
        try {
            switch (step) {
                case "list" -> list(letters, topic(what), arguments);
                case "show" -> show(letters.find(what).orElseThrow(() -> unknownLetter(what)));
                case "replay" -> {
                    DeadLetter letter = letters.replay(what).orElseThrow(() -> unknownLetter(what));
                    out.printf(
                            "Published to %s again, for %s.%n",
                            letter.topic(), letter.consumer() == null ? "every consumer" : letter.consumer());
                }
                default ->
                    throw new DatabaseException(
                            "The mode dead-letters does not know \"%s\"; see the mode help.".formatted(step));
            }
        } catch (KafkaException e) {
            throw new DatabaseException("Kafka cannot be asked: %s.".formatted(e.getMessage()), e);
        }
    }

    private void list(DeadLetters letters, Topic topic, RunnerArguments arguments) {
        int limit = Math.toIntExact(number(arguments, "limit", DEFAULT_LIMIT));
        if (limit < 1 || limit > DeadLetters.MAX_LIMIT) {
            throw new DatabaseException("--limit must be 1 to %d.".formatted(DeadLetters.MAX_LIMIT));
        }
        long before = number(arguments, "before", Long.MAX_VALUE);
        DeadLetters.Page page = letters.list(topic, limit, before);
        for (DeadLetter letter : page.letters()) {
            out.printf(
                    "%s  %s  %s  %s  %s%n",
                    letter.id(),
                    letter.storedAt(),
                    text(letter.consumer()),
                    text(letter.eventType()),
                    text(letter.reason()));
        }
        if (page.before() != null) {
            out.printf("Older ones: --before %d%n", page.before());
        }
    }

    private void show(DeadLetter letter) {
        out.printf("id           %s%n", letter.id());
        out.printf("stored at    %s%n", letter.storedAt());
        out.printf("from         %s-%s%n", letter.topic(), text(letter.origin()));
        out.printf("consumer     %s%n", text(letter.consumer()));
        out.printf("reason       %s%n", text(letter.reason()));
        out.printf("event        %s %s%n", text(letter.eventType()), text(letter.eventId()));
        out.printf("correlation  %s%n", text(letter.correlationId()));
        out.printf("key          %s%n", text(letter.key()));
        out.printf("data         %s%n", text(letter.value()));
    }

    private static Topic topic(String name) {
        return Topics.events().stream()
                .filter(topic -> topic.name().equals(name) || topic.name().equals("medianest." + name))
                .findFirst()
                .orElseThrow(() -> new DatabaseException("There is no topic %s; known are %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        Topics.events().stream()
                                                .map(Topic::name)
                                                .toList()))));
    }

    private static long number(RunnerArguments arguments, String option, long otherwise) {
        return arguments
                .option(option)
                .map(text -> {
                    if (!text.matches("[0-9]{1,9}")) {
                        throw new DatabaseException("--%s must be a number.".formatted(option));
                    }
                    return Long.parseLong(text);
                })
                .orElse(otherwise);
    }

    private static DatabaseException unknownLetter(String id) {
        return new DatabaseException("There is no dead letter %s, or not any more.".formatted(id));
    }

    /** On one line, whatever somebody put there. */
    private static String text(@Nullable String value) {
        return value == null ? "-" : value.replaceAll("\\p{Cntrl}+", " ");
    }
}
