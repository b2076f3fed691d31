package io.medianest.runtime.connection;

import static org.awaitility.Awaitility.await;

import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.StoresTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class ConnectionChangesTest {
    private final ConnectionChanges changes;

    ConnectionChangesTest(ConnectionChanges changes) {
        this.changes = changes;
    }

    @Test
    void whoFollowsAServiceReadsItsConfigurationAgainWhenItHasChanged() {
        AtomicInteger house = new AtomicInteger();
        AtomicInteger any = new AtomicInteger();
        changes.follow("house", counting(house));
        changes.followAll(counting(any));
        await("the place in the topic is taken").until(() -> house.get() == 1 && any.get() == 1);

        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(new ServiceConfigChanged("garden", true, false), 1);
            publisher.publish(new ServiceStatusChanged("house", null, "online", Instant.now(), null), 1);
            publisher.publish(new ServiceConfigChanged("house", false, true), 2);
        }

        await().until(() -> any.get() == 3 && house.get() == 2);
    }

    private static Supplier<Uni<Void>> counting(AtomicInteger counter) {
        return () -> {
            counter.incrementAndGet();
            return Uni.createFrom().voidItem();
        };
    }
}
