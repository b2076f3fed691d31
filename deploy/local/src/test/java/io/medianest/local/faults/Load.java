package io.medianest.local.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests for films, made by several people at a steady pace whether or not earlier ones have been answered. Those for
 * films that Overseerr can get are approved as soon as they are acknowledged. Nothing is tried again.
 */
final class Load implements AutoCloseable {
    private static final int PER_SECOND = 25;
    private static final long PATIENCE_SECONDS = 90;
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final List<Film> films;
    private final List<Visitor> people;
    private final Visitor admin;
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch unanswered;
    private final CountDownLatch acknowledgedBefore;
    private final Map<Film, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<Film, Integer> statuses = new ConcurrentHashMap<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Set<Film> approved = ConcurrentHashMap.newKeySet();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    /** @param before how many are to be acknowledged before {@link #awaitBegun} returns */
    Load(List<Film> films, List<Visitor> people, Visitor admin, int before) {
        this.films = films;
        this.people = people;
        this.admin = admin;
        unanswered = new CountDownLatch(films.size());
        acknowledgedBefore = new CountDownLatch(before);
    }

    Load start() {
        return start(PER_SECOND);
    }

    Load start(int perSecond) {
        var _ = pace.scheduleAtFixedRate(
                this::next, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        return this;
    }

    void awaitBegun() throws InterruptedException {
        await(acknowledgedBefore);
    }

    /** Asks for no more films. */
    void finishNow() {
        int left = films.size() - Math.min(films.size(), made.getAndSet(films.size()));
        for (int i = 0; i < left; i++) {
            unanswered.countDown();
        }
    }

    /** Waits until the last one is answered, or given up. */
    void awaitEnd() throws InterruptedException {
        await(unanswered);
    }

    /** The ids that were answered with 201, by film. */
    Map<Film, String> acknowledged() {
        return acknowledged;
    }

    /** How each was answered; 0 for not at all. */
    Map<Film, Integer> statuses() {
        return statuses;
    }

    /** When and how those were answered that were not acknowledged. */
    Queue<String> refusals() {
        return refusals;
    }

    /** Those whose approval was answered with 200. */
    Set<Film> approved() {
        return approved;
    }

    List<Film> films() {
        return films;
    }

    @Override
    public void close() {
        pace.shutdownNow();
        calls.shutdownNow();
    }

    private void next() {
        int number = made.getAndIncrement();
        if (number < films.size()) {
            calls.execute(() -> ask(films.get(number), people.get(number % people.size())));
        }
    }

    private void ask(Film film, Visitor person) {
        try {
            Visitor.Reply reply = person.post("/api/v1/media-requests", film.wish());
            statuses.put(film, reply.status());
            if (reply.status() == CREATED) {
                acknowledged.put(film, reply.text("id"));
                acknowledgedBefore.countDown();
                if (film.isKnown()) {
                    approve(film, reply.text("id"));
                }
            } else {
                refusals.add("%s %s".formatted(Instant.now(), reply));
            }
        } finally {
            unanswered.countDown();
        }
    }

    private void approve(Film film, String id) {
        if (admin.send("POST", "/api/v1/media-requests/" + id + "/approve", null)
                        .status()
                == OK) {
            approved.add(film);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("%d are still missing".formatted(latch.getCount()));
        }
    }
}
