package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Catalog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Overseerr's database: immutable records in maps. Whoever reads and then writes holds the store's monitor for both;
 * the methods here hold it for themselves.
 */
final class Store {

    private final Catalog catalog;
    private final TreeMap<Integer, OverseerrUser> users = new TreeMap<>();
    private final TreeMap<Integer, Media> media = new TreeMap<>();
    private final TreeMap<Integer, MediaRequest> requests = new TreeMap<>();
    private int lastId;
    private int lastRequestId;

    Store(Catalog catalog) {
        this.catalog = catalog;
    }

    Catalog catalog() {
        return catalog;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The next id of anything but a request. */
    synchronized int nextId() {
        return ++lastId;
    }

    /** The next request id: counted apart, so that the first request is number 1. */
    synchronized int nextRequestId() {
        return ++lastRequestId;
    }

    synchronized void clear() {
        users.clear();
        media.clear();
        requests.clear();
        lastId = 0;
        lastRequestId = 0;
    }

    synchronized List<OverseerrUser> users() {
        return List.copyOf(users.values());
    }

    synchronized Optional<OverseerrUser> user(int id) {
        return Optional.ofNullable(users.get(id));
    }

    synchronized OverseerrUser save(OverseerrUser user) {
        users.put(user.id(), user);
        return user;
    }

    synchronized int nextUserId() {
        return users.isEmpty() ? 1 : users.lastKey() + 1;
    }

    synchronized List<Media> media() {
        return List.copyOf(media.values());
    }

    synchronized Optional<Media> media(String type, int tmdbId) {
        return media.values().stream()
                .filter(entry -> entry.type().equals(type) && entry.tmdbId() == tmdbId)
                .findFirst();
    }

    synchronized Media mediaOf(MediaRequest request) {
        return Optional.ofNullable(media.get(request.mediaId())).orElseThrow();
    }

    synchronized Media save(Media entry) {
        media.put(entry.id(), entry);
        return entry;
    }

    /** All requests, oldest first. */
    synchronized List<MediaRequest> requests() {
        return List.copyOf(requests.values());
    }

    synchronized Optional<MediaRequest> request(int id) {
        return Optional.ofNullable(requests.get(id));
    }

    /** The requests for this film or series, oldest first. */
    synchronized List<MediaRequest> requestsFor(Media entry) {
        return requests.values().stream()
                .filter(request -> request.mediaId() == entry.id())
                .sorted(Comparator.comparingInt(MediaRequest::id))
                .toList();
    }

    synchronized MediaRequest save(MediaRequest request) {
        requests.put(request.id(), request);
        return request;
    }

    synchronized void delete(MediaRequest request) {
        requests.remove(request.id());
    }
}
