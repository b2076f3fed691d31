package io.medianest.runtime.connection;

import io.medianest.events.Topics;
import io.medianest.events.service.ServiceConfigChanged;
import io.medianest.runtime.events.BroadcastConsumers;
import io.medianest.runtime.events.BroadcastListener;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.schedule.Rounds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells this instance at once when an ADMIN has changed how a service is reached. While Kafka is away nobody is told;
 * whoever must know in any case also reads the configuration from time to time.
 */
@ApplicationScoped
public class ConnectionChanges {
    private static final String WORK = "Reading how services are reached";

    private final BroadcastConsumers consumers;
    private final Rounds rounds;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private boolean listening;
    private boolean placed;

    private record Reader(Predicate<String> concerns, Supplier<Uni<Void>> refresh) {}

    ConnectionChanges(BroadcastConsumers consumers, Rounds rounds) {
        this.consumers = consumers;
        this.rounds = rounds;
    }

    /**
     * Has the configuration of a service read as soon as no change can be missed, and again after each change of it.
     *
     * @param service the name in the configuration
     * @param refresh reads it
     */
    public void follow(String service, Supplier<Uni<Void>> refresh) {
        follow(service::equals, refresh);
    }

    /**
     * Has configurations read as soon as no change can be missed, and again after each change of any.
     *
     * @param refresh reads them
     */
    public void followAll(Supplier<Uni<Void>> refresh) {
        follow(name -> true, refresh);
    }

    private synchronized void follow(Predicate<String> concerns, Supplier<Uni<Void>> refresh) {
        readers.add(new Reader(concerns, refresh));
        if (placed) {
            rounds.once(WORK, refresh);
        }
        if (!listening) {
            listening = true;
            consumers.listen(Topics.SERVICES, 0, new Listener());
        }
    }

    /** What was told before it listened nobody has heard. */
    private synchronized void readAll() {
        placed = true;
        readers.forEach(reader -> rounds.once(WORK, reader.refresh()));
    }

    private final class Listener implements BroadcastListener {
        @Override
        public void placed() {
            readAll();
        }

        @Override
        public void received(ReceivedEvent event) {
            if (event.data().orElse(null) instanceof ServiceConfigChanged changed) {
                readers.stream()
                        .filter(reader -> reader.concerns().test(changed.serviceName()))
                        .forEach(reader -> rounds.once(WORK, reader.refresh()));
            }
        }
    }
}
