package io.medianest.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void eachTopicHasADeadLetterTopicThatKeepsLonger() {
        assertThat(Topics.all()).hasSize(2 * Topics.events().size()).doesNotHaveDuplicates();
        assertThat(Topics.all())
                .extracting(Topic::name)
                .contains("medianest.users", "medianest.users.dlq", "medianest.revocations");
        assertThat(Topics.events())
                .allSatisfy(topic -> assertThat(topic.deadLetters().retention()).isGreaterThan(topic.retention()));
    }

    @Test
    void typesArePublishedToDeclaredTopicsOnly() {
        assertThat(Topics.events())
                .containsAll(
                        Arrays.stream(EventType.values()).map(EventType::topic).toList());
    }

    @Test
    void aHeartbeatVouchesForTheWholeTopic() {
        assertThat(Topics.REVOCATIONS.partitions()).isEqualTo(1);
    }

    @Test
    void segmentsAreRolledOftenEnoughForTheRetention() {
        assertThat(Topics.REVOCATIONS.retention()).isEqualTo(Duration.ofHours(1));
        assertThat(Topics.REVOCATIONS.settings())
                .containsEntry("retention.ms", "3600000")
                .containsEntry("segment.ms", "600000")
                .containsEntry("cleanup.policy", "delete");
    }
}
