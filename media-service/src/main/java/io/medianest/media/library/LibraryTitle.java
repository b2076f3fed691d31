package io.medianest.media.library;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A film or a series of the copy, as it is read. */
record LibraryTitle(
        long ratingKey,
        String sectionKey,
        String mediaType,
        String title,
        @Nullable Integer year,
        @Nullable String tmdbId,
        @Nullable String summary,
        @Nullable String thumb,
        @Nullable String art,
        @Nullable Integer durationMinutes,
        @Nullable String contentRating,
        Instant addedAt,
        long seasonCount,
        String orderedBy) {
    static final String COLUMNS = """
            select t.rating_key, t.section_key, t.media_type, t.title, t.year, t.tmdb_id, t.summary, t.thumb, t.art,
                   t.duration_minutes, t.content_rating, t.added_at,
                   (select count(*) from library_seasons s where s.show_key = t.rating_key and s.number > 0) as seasons,
            """;

    /** Reads {@link #COLUMNS} and {@code ordered_by}, a text or a time. */
    static LibraryTitle of(Row row) {
        Object ordered = row.getValue("ordered_by");
        return new LibraryTitle(
                row.getLong("rating_key"),
                row.getString("section_key"),
                row.getString("media_type"),
                row.getString("title"),
                row.getInteger("year"),
                row.getString("tmdb_id"),
                row.getString("summary"),
                row.getString("thumb"),
                row.getString("art"),
                row.getInteger("duration_minutes"),
                row.getString("content_rating"),
                row.getOffsetDateTime("added_at").toInstant(),
                row.getLong("seasons"),
                ordered instanceof OffsetDateTime time ? time.toInstant().toString() : String.valueOf(ordered));
    }
}
