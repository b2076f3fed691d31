package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What Overseerr finds in the Plex library. Changing it completes requests. Safe for use by several threads. */
public final class Library {

    private final Store store;
    private final Transitions transitions;
    private final Webhooks webhooks;
    private final Supplier<Product> product;
    private volatile BiConsumer<String, Integer> listener = (type, tmdbId) -> {};

    Library(Store store, Webhooks webhooks, Supplier<Product> product) {
        this.store = store;
        this.transitions = new Transitions(store);
        this.webhooks = webhooks;
        this.product = product;
    }

    /** All media that are known. */
    public List<Media> all() {
        return store.media();
    }

    /** The media known of this film ({@code movie}) or series ({@code tv}). */
    public Optional<Media> find(String type, int tmdbId) {
        return store.media(type, tmdbId);
    }

    /** Calls back with type and TMDB id whenever some of a title becomes available. */
    public void onAvailable(BiConsumer<String, Integer> listener) {
        this.listener = listener;
    }

    /** The film is there: its request is done, and a webhook tells. */
    public void addMovie(int tmdbId) {
        if (store.catalog().movie(tmdbId).isEmpty()) {
            throw new IllegalArgumentException("No film " + tmdbId);
        }
        change("movie", tmdbId, MediaStatus.AVAILABLE, Map.of());
        listener.accept("movie", tmdbId);
    }

    /** These seasons are there: a request is done, and a webhook tells, once all of its seasons are. */
    public void addSeasons(int tmdbId, Collection<Integer> numbers) {
        Series series =
                store.catalog().series(tmdbId).orElseThrow(() -> new IllegalArgumentException("No series " + tmdbId));
        Map<Integer, Integer> seasons =
                numbers.stream().collect(Collectors.toMap(number -> number, number -> MediaStatus.AVAILABLE));
        Map<Integer, Integer> all = new TreeMap<>(
                store.media("tv", tmdbId).map(Media::seasons).map(Map::copyOf).orElse(Map.of()));
        all.putAll(seasons);
        boolean complete = series.regularSeasons().stream()
                .allMatch(season -> Integer.valueOf(MediaStatus.AVAILABLE).equals(all.get(season.number())));
        change("tv", tmdbId, complete ? MediaStatus.AVAILABLE : MediaStatus.PARTIALLY_AVAILABLE, seasons);
        listener.accept("tv", tmdbId);
    }

    /** All that was approved at least so long ago is there. */
    public void fulfil(Duration age) {
        Instant before = Store.now().minus(age);
        for (MediaRequest request : store.requests()) {
            boolean due = request.status() == RequestStatus.APPROVED
                    && request.updatedAt().isBefore(before);
            int status = store.mediaOf(request).status();
            if (due && request.type().equals("movie") && status != MediaStatus.AVAILABLE) {
                addMovie(request.tmdbId());
            } else if (due && request.type().equals("tv") && !hasAll(request)) {
                addSeasons(request.tmdbId(), request.seasonNumbers());
            }
        }
    }

    private boolean hasAll(MediaRequest request) {
        Map<Integer, Integer> seasons = store.mediaOf(request).seasons();
        return request.seasonNumbers().stream()
                .allMatch(number -> Integer.valueOf(MediaStatus.AVAILABLE).equals(seasons.get(number)));
    }

    /** It was removed from the library; no webhook ever tells. */
    public void remove(String type, int tmdbId) {
        int gone = product.get() == Product.SEERR ? MediaStatus.DELETED : MediaStatus.UNKNOWN;
        Map<Integer, Integer> seasons =
                store.media(type, tmdbId).map(Media::seasons).orElse(new TreeMap<>()).keySet().stream()
                        .collect(Collectors.toMap(number -> number, number -> gone));
        synchronized (store) {
            transitions.follow(media(type, tmdbId), updated(type, tmdbId, gone, seasons), product.get());
        }
    }

    /** Nobody may request it from now on (Seerr). */
    public void blocklist(String type, int tmdbId) {
        setStatus(type, tmdbId, MediaStatus.BLOCKLISTED);
    }

    /** Sets any number as the status, such as one that no version knows; nothing tells and no request changes. */
    public void setStatus(String type, int tmdbId, int status) {
        synchronized (store) {
            updated(type, tmdbId, status, Map.of());
        }
    }

    private void change(String type, int tmdbId, int status, Map<Integer, Integer> seasons) {
        List<Notification> told;
        synchronized (store) {
            Media before = media(type, tmdbId);
            Media after = updated(type, tmdbId, status, seasons);
            told = transitions.follow(before, after, product.get());
        }
        webhooks.dispatch(told);
    }

    private Media updated(String type, int tmdbId, int status, Map<Integer, Integer> seasons) {
        boolean there = status == MediaStatus.AVAILABLE || status == MediaStatus.PARTIALLY_AVAILABLE;
        return store.save(media(type, tmdbId)
                .withStatus(status, Store.now())
                .withSeasons(seasons, Store.now())
                .withRatingKey(there ? Integer.toString(tmdbId) : null, Store.now()));
    }

    private Media media(String type, int tmdbId) {
        return store.media(type, tmdbId)
                .orElseGet(() -> store.save(new Media(
                        store.nextId(),
                        type,
                        tmdbId,
                        type.equals("tv")
                                ? store.catalog()
                                        .series(tmdbId)
                                        .map(Series::tvdbId)
                                        .orElse(null)
                                : null,
                        MediaStatus.UNKNOWN,
                        MediaStatus.UNKNOWN,
                        new TreeMap<>(),
                        null,
                        Store.now(),
                        Store.now())));
    }
}
