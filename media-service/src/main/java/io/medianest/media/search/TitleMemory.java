package io.medianest.media.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.media.connection.OverseerrConnection;
import io.medianest.media.connection.OverseerrConnections;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.OverseerrClient;
import io.medianest.media.overseerr.Results;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What Overseerr says of titles, now or as it is remembered. Nothing about people is remembered, and nothing of one
 * Overseerr is told of another one.
 */
@ApplicationScoped
class TitleMemory {
    private final OverseerrClient overseerr;
    private final OverseerrConnections connections;
    private final SearchConfig config;
    private final Remembered<Results> lists;
    private final Remembered<Details> details;

    TitleMemory(
            OverseerrClient overseerr,
            OverseerrConnections connections,
            TitleCache cache,
            SearchConfig config,
            ObjectMapper json) {
        this.overseerr = overseerr;
        this.connections = connections;
        this.config = config;
        lists = new Remembered<>(cache, config, json, Results.class);
        details = new Remembered<>(cache, config, json, Details.class);
    }

    /** Films and series whose title matches. */
    Uni<Found<Results>> search(String query, int page) {
        String same = query.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return list("search", page + " " + same, config.searchFresh(), () -> overseerr.search(query, page));
    }

    /** What many people watch these days. */
    Uni<Found<Results>> trending(int page) {
        return list("trending", Integer.toString(page), config.listsFresh(), () -> overseerr.trending(page));
    }

    /** What many people like. */
    Uni<Found<Results>> popular(MediaKind kind, int page) {
        return list("popular", kind.wireName() + " " + page, config.listsFresh(), () -> overseerr.popular(kind, page));
    }

    /** A title in detail. */
    Uni<Found<Details>> details(Title title) {
        Supplier<Uni<Details>> question = () -> overseerr.details(title).map(Details::withoutPeople);
        return connections
                .current()
                .map(connection -> details.get(
                        key(connection, "details", title.kind().wireName() + " " + title.tmdbId()),
                        config.detailsFresh(),
                        question))
                .orElseGet(() -> question.get().map(Found::now));
    }

    private Uni<Found<Results>> list(String kind, String which, Duration fresh, Supplier<Uni<Results>> ask) {
        Supplier<Uni<Results>> question = () -> ask.get().map(Results::titlesOnly);
        return connections
                .current()
                .map(connection -> lists.get(key(connection, kind, which), fresh, question))
                .orElseGet(() -> question.get().map(Found::now));
    }

    private static String key(OverseerrConnection connection, String kind, String which) {
        return kind + ":" + sha256(connection.baseUrl() + "\n" + which);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
