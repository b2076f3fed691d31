package io.medianest.monitor.schedule;

import io.medianest.events.service.ServiceStatusChanged;
import io.medianest.monitor.probe.ProbeConfig;
import io.medianest.monitor.schedule.RecordRepository.IncidentRow;
import io.medianest.monitor.schedule.ScheduleRepository.Release;
import io.medianest.monitor.state.Outage;
import io.medianest.monitor.state.Span;
import io.medianest.persistence.event.Outbox;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes services to look at, and records what was seen; each method is a transaction. */
@ApplicationScoped
class Recorder {
    private static final AuditActor SERVICE = AuditActor.service("monitor-service");
    private static final double JITTER = 0.1;
    /** Nothing is dated back further than this, nor delayed for longer. */
    private static final Duration LONG_AGO = Duration.ofDays(2);

    private final Transactions transactions;
    private final ScheduleRepository schedule;
    private final RecordRepository records;
    private final Outbox outbox;
    private final Targets targets;
    private final ProbeConfig config;

    Recorder(
            Transactions transactions,
            ScheduleRepository schedule,
            RecordRepository records,
            Outbox outbox,
            Targets targets,
            ProbeConfig config) {
        this.transactions = transactions;
        this.schedule = schedule;
        this.records = records;
        this.outbox = outbox;
        this.targets = targets;
        this.config = config;
    }

    /** Takes services whose turn it is. */
    Uni<List<Taken>> take(int most) {
        return transactions.write(SERVICE, () -> schedule.take(most, config.lease()));
    }

    /** Leaves services to other instances. */
    Uni<Void> giveBack(Set<UUID> owners) {
        return transactions.write(SERVICE, () -> schedule.giveBack(owners));
    }

    /** Records what was seen of different services; what is another instance's by now is left out. */
    Uni<Void> record(List<Seen> all) {
        return transactions.write(
                SERVICE,
                () -> records.windows(Instant.now().minus(LONG_AGO)).chain(windows -> {
                    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
                    List<Draft> drafts =
                            all.stream().map(seen -> draft(seen, windows, now)).toList();
                    return schedule.release(drafts.stream().map(this::release).toList())
                            .chain(mine -> write(drafts.stream()
                                    .filter(draft ->
                                            mine.contains(draft.seen().taken().serviceId()))
                                    .toList()));
                }));
    }

    private Draft draft(Seen seen, Map<@Nullable Integer, List<Span>> windows, Instant now) {
        List<Span> own = Stream.of((Integer) null, (Integer) seen.taken().serviceId())
                .flatMap(id -> windows.getOrDefault(id, List.of()).stream())
                .toList();
        return Draft.of(seen, own, targets.thresholds(seen.taken().name()), now);
    }

    private Release release(Draft draft) {
        String name = draft.seen().taken().name();
        Duration usual = targets.interval(name);
        Duration wait = draft.timeline().watch().hasSuspicion()
                        && config.suspectInterval().compareTo(usual) < 0
                ? config.suspectInterval()
                : usual;
        double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        Instant edge = draft.timeline().edge();
        return new Release(
                draft.seen().taken().serviceId(),
                draft.seen().taken().owner(),
                Math.round(wait.toMillis() * jitter),
                draft.timeline().watch(),
                edge == null ? null : edge.toEpochMilli());
    }

    private Uni<Void> write(List<Draft> drafts) {
        return records.status(drafts.stream()
                        .map(Rows::status)
                        .filter(Objects::nonNull)
                        .toList())
                .chain(() -> records.rollups(drafts.stream()
                        .flatMap(draft -> Rows.rollups(draft).stream())
                        .toList()))
                .chain(() -> news(drafts.stream()
                        .filter(draft -> !draft.intervals().isEmpty())
                        .toList()));
    }

    private Uni<Void> news(List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Integer> services =
                drafts.stream().map(draft -> draft.seen().taken().serviceId()).toList();
        return records.intervals(drafts.stream()
                        .flatMap(draft -> Rows.intervals(draft).stream())
                        .toList())
                .chain(() -> records.open(services))
                .chain(open -> incidents(drafts, open))
                .chain(() -> publish(drafts.stream()
                        .flatMap(draft -> Rows.events(draft).stream())
                        .toList()));
    }

    private Uni<Void> incidents(List<Draft> drafts, Map<Integer, Outage> open) {
        List<IncidentRow> ended = new ArrayList<>();
        List<IncidentRow> begun = new ArrayList<>();
        for (Draft draft : drafts) {
            Outage lasting = open.get(draft.seen().taken().serviceId());
            List<IncidentRow> rows = Rows.incidents(draft, lasting);
            boolean endsFirst = lasting != null && !rows.isEmpty();
            ended.addAll(endsFirst ? rows.subList(0, 1) : List.of());
            begun.addAll(endsFirst ? rows.subList(1, rows.size()) : rows);
        }
        return records.end(ended).chain(() -> records.begin(begun));
    }

    private Uni<Void> publish(List<ServiceStatusChanged> events) {
        Uni<Void> published = Uni.createFrom().voidItem();
        for (ServiceStatusChanged event : events) {
            published =
                    published.chain(() -> outbox.append(event, () -> event.at().toEpochMilli()));
        }
        return published;
    }
}
