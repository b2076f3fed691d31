package io.medianest.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.events.Topics;
import io.medianest.runtime.correlation.Correlation;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final String TOPIC = Topics.MEDIA_REQUESTS.name();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final EventFeed feed = new EventFeed(Topics.MEDIA_REQUESTS, 5);

    @BeforeEach
    void takePlace() {
        feed.placed();
    }

    @Test
    void aNewClientSeesWhatComesFromNowOn() {
        receive(0, 1, 0);
        AssertSubscriber<ReceivedEvent> client = feed.live().subscribe().withSubscriber(AssertSubscriber.create(10));
        receive(0, 2, 1);
        receive(1, 7, 2);

        assertThat(positions(client)).containsExactly(TOPIC + "-0-2", TOPIC + "-1-7");
    }

    @Test
    void aClientThatComesBackMissesNothing() {
        receive(0, 1, 0);
        receive(0, 2, 20);
        receive(1, 7, 30);
        AssertSubscriber<ReceivedEvent> client = after(0, 1);
        receive(0, 3, 31);

        assertThat(positions(client)).containsExactly(TOPIC + "-0-2", TOPIC + "-1-7", TOPIC + "-0-3");
    }

    @Test
    void whatAnotherInstanceMayHaveSentLaterComesAgain() {
        receive(1, 7, 18);
        receive(0, 1, 20);

        assertThat(positions(after(0, 1))).containsExactly(TOPIC + "-1-7");
    }

    @Test
    void whatWasPublishedLongBeforeDoesNotComeAgain() {
        receive(1, 7, 1);
        receive(0, 1, 20);

        assertThat(positions(after(0, 1))).isEmpty();
    }

    @Test
    void aClientThatWasAwayTooLongMustReload() {
        for (int offset = 0; offset < 6; offset++) {
            receive(0, offset, offset);
        }

        after(0, 0).assertFailedWith(EventsForgottenException.class);
    }

    @Test
    void aClientMustReloadWhenAnotherPartitionHasForgotten() {
        receive(0, 1, 0);
        for (int offset = 0; offset < 6; offset++) {
            receive(1, offset, offset + 1);
        }

        after(0, 1).assertFailedWith(EventsForgottenException.class);
    }

    @Test
    void aPositionOfAnotherTopicIsNotKnown() {
        receive(0, 1, 0);

        feed.after(new EventPosition("medianest.users", 0, 1))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10))
                .assertFailedWith(EventsForgottenException.class);
    }

    @Test
    void clientsMustReloadWhenEventsMayBeLost() {
        AssertSubscriber<ReceivedEvent> client = feed.live().subscribe().withSubscriber(AssertSubscriber.create(10));
        feed.placed();

        client.assertFailedWith(EventsForgottenException.class);
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndOthersAreNot() {
        AssertSubscriber<ReceivedEvent> slow = feed.live().subscribe().withSubscriber(AssertSubscriber.create(0));
        AssertSubscriber<ReceivedEvent> quick =
                feed.live().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        for (int offset = 0; offset < 300; offset++) {
            receive(0, offset, offset);
        }
        slow.request(300);

        assertThat(slow.getFailure()).isNotNull();
        assertThat(quick.getItems()).hasSize(300);
    }

    @Test
    void aPositionIsReadBackFromItsText() {
        EventPosition position = new EventPosition("medianest.media-requests", 2, 4711);

        assertThat(position).hasToString("medianest.media-requests-2-4711");
        assertThat(EventPosition.parse(position.toString())).contains(position);
        assertThat(List.of("", "x", "medianest.users-1", "medianest.users-1-9999999999999999999", "a-1-1\n"))
                .allSatisfy(text -> assertThat(EventPosition.parse(text)).isEmpty());
    }

    private AssertSubscriber<ReceivedEvent> after(int partition, long offset) {
        return feed.after(new EventPosition(TOPIC, partition, offset))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(10));
    }

    private void receive(int partition, long offset, int second) {
        Instant time = NOON.plusSeconds(second);
        feed.received(new ReceivedEvent(
                UUID.randomUUID(),
                "media-request.created",
                "key",
                1,
                time,
                time,
                Correlation.from(null, null),
                new EventPosition(TOPIC, partition, offset),
                "{}"));
    }

    private static List<String> positions(AssertSubscriber<ReceivedEvent> client) {
        return client.getItems().stream()
                .map(event -> event.position().toString())
                .toList();
    }
}
