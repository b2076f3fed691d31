package io.medianest.youtube.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserSuspended;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class UserEventsTest {
    @RegisterExtension
    static final Household household = new Household();

    @Test
    void whatADeletedPersonWantsIsStopped() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        UUID running = Downloads.insert(anna.id(), "downloading");
        // As long as an instance is at it, the queue does not end it.
        Downloads.addVideo(running, 1, "downloading");
        UUID waiting = Downloads.insert(anna.id(), "queued");
        UUID ended = Downloads.insert(anna.id(), "completed");
        UUID others = Downloads.insert(bert.id(), "downloading");

        UUID event = UUID.randomUUID();
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(new UserSuspended(bert.id()), 1);
            publisher.publish(event, new UserDeleted(anna.id()), 2);
            publisher.publish(event, new UserDeleted(anna.id()), 2);
        }

        await().until(() -> isCancelled(running) && isCancelled(waiting));
        assertThat(isCancelled(ended)).isFalse();
        assertThat(isCancelled(others)).isFalse();
        assertThat(Downloads.column(running, "version")).as("changed once").isEqualTo("1");
    }

    private static boolean isCancelled(UUID download) {
        return Downloads.column(download, "cancel_requested_at is not null").equals("t");
    }
}
