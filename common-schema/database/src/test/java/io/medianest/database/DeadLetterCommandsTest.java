package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the mode refuses before it asks Kafka; what it does with Kafka is tested with the consumers. */
class DeadLetterCommandsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysInOneSentenceWhatIsWrong() {
        assertFails("Set KAFKA_BOOTSTRAP_SERVERS.", Map.of(), "dead-letters", "list", "users");
        Map<String, String> kafka = Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        assertFails("There is no topic friends; known are medianest.users", kafka, "dead-letters", "list", "friends");
        assertFails("--limit must be 1 to 100.", kafka, "dead-letters", "list", "users", "--limit", "101");
        assertFails("--before must be a number.", kafka, "dead-letters", "list", "users", "--before", "x");
        assertFails("does not know \"bury\"", kafka, "dead-letters", "bury", "users");
        assertFails(
                "There is no dead letter medianest.users-0-1", kafka, "dead-letters", "show", "medianest.users-0-1");
        assertFails("There is no dead letter x", kafka, "dead-letters", "replay", "x");
    }

    private void assertFails(String sentence, Map<String, String> environment, String... arguments) {
        err.reset();
        int code = MigrationRunner.run(
                environment,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        assertThat(code).isOne();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
    }
}
