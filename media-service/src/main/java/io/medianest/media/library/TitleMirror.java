package io.medianest.media.library;

import io.medianest.plex.PlexItem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The copy of what is in the libraries. What has not changed is not written again. */
@ApplicationScoped
class TitleMirror {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_SUMMARY = 5_000;
    private static final int LONGEST_WORD = 50;
    private static final int LONGEST_PATH = 200;

    private static final String SAVE = """
            insert into library_titles as t
              (rating_key, section_key, media_type, title, sort_title, search_text, year, tmdb_id, summary, thumb, art,
               duration_minutes, content_rating, added_at, recent_at, updated_at)
            select distinct on (x.rating_key)
                   x.rating_key, s.key, s.media_type, x.title, x.sort_title, x.search_text, x.year, x.tmdb_id, x.summary,
                   x.thumb, x.art, x.duration_minutes, x.content_rating, x.added_at, x.added_at, x.updated_at
            from jsonb_to_recordset($2::jsonb) as x
                   (rating_key bigint, title varchar, sort_title varchar, search_text varchar, year int, tmdb_id varchar,
                    summary varchar, thumb varchar, art varchar, duration_minutes int, content_rating varchar,
                    added_at timestamptz, updated_at timestamptz)
            join library_sections s on s.key = $1
            on conflict (rating_key) do update
              set section_key = excluded.section_key, media_type = excluded.media_type, title = excluded.title,
                  sort_title = excluded.sort_title, search_text = excluded.search_text, year = excluded.year,
                  tmdb_id = excluded.tmdb_id, summary = excluded.summary, thumb = excluded.thumb, art = excluded.art,
                  duration_minutes = excluded.duration_minutes, content_rating = excluded.content_rating,
                  added_at = excluded.added_at, recent_at = greatest(t.recent_at, excluded.added_at),
                  updated_at = excluded.updated_at
              where (t.section_key, t.media_type, t.title, t.sort_title, t.search_text, t.year, t.tmdb_id, t.summary,
                     t.thumb, t.art, t.duration_minutes, t.content_rating, t.added_at, t.updated_at) is distinct from
                    (excluded.section_key, excluded.media_type, excluded.title, excluded.sort_title,
                     excluded.search_text, excluded.year, excluded.tmdb_id, excluded.summary, excluded.thumb,
                     excluded.art, excluded.duration_minutes, excluded.content_rating, excluded.added_at,
                     excluded.updated_at)
            """;
    private static final String SAVE_SEASONS = """
            insert into library_seasons as s (show_key, number, rating_key, title, episodes, thumb, added_at)
            select distinct on (x.show_key, x.number)
                   x.show_key, x.number, x.rating_key, x.title, x.episodes, x.thumb, x.added_at
            from jsonb_to_recordset($2::jsonb) as x
                   (show_key bigint, number int, rating_key bigint, title varchar, episodes int, thumb varchar,
                    added_at timestamptz)
            join library_titles t on t.rating_key = x.show_key and t.section_key = $1
            on conflict (show_key, number) do update
              set rating_key = excluded.rating_key, title = excluded.title, episodes = excluded.episodes,
                  thumb = excluded.thumb, added_at = excluded.added_at
              where (s.rating_key, s.title, s.episodes, s.thumb, s.added_at) is distinct from
                    (excluded.rating_key, excluded.title, excluded.episodes, excluded.thumb, excluded.added_at)
            """;
    private static final String RECENT = """
            update library_titles t set recent_at = latest.added_at
            from (select s.show_key, max(s.added_at) as added_at from library_seasons s
                  where s.show_key = any($1) group by s.show_key) latest
            where t.rating_key = latest.show_key and t.recent_at < latest.added_at
            """;
    private static final String GONE = """
            delete from library_titles t
            where t.section_key = $1 and not exists (select from unnest($2::bigint[]) k where k = t.rating_key)
            """;
    private static final String GONE_SEASONS = """
            delete from library_seasons s using library_titles t
            where t.rating_key = s.show_key and t.section_key = $1
              and not exists (select from unnest($2::bigint[]) k where k = s.rating_key)
            """;
    private static final String COUNT = "select count(*) as titles from library_titles where section_key = $1";

    private final Pool pool;

    TitleMirror(Pool pool) {
        this.pool = pool;
    }

    /** Takes over films or series. */
    Uni<Void> save(String section, List<PlexItem> items) {
        JsonArray rows = new JsonArray();
        items.forEach(item -> item.key().ifPresent(key -> rows.add(title(key, item))));
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(SAVE).execute(Tuple.of(section, rows)).replaceWithVoid();
    }

    /** Takes over seasons; those of series that are not known are left out. */
    Uni<Void> saveSeasons(String section, List<PlexItem> items) {
        JsonArray rows = new JsonArray();
        for (PlexItem item : items) {
            Integer number = item.index();
            if (number != null
                    && number >= 0
                    && item.key().isPresent()
                    && item.parentKey().isPresent()) {
                rows.add(season(item.key().get(), item.parentKey().get(), number, item));
            }
        }
        Long[] shows = rows.stream()
                .map(row -> ((JsonObject) row).getLong("show_key"))
                .distinct()
                .toArray(Long[]::new);
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(SAVE_SEASONS)
                        .execute(Tuple.of(section, rows))
                        .chain(() -> pool.preparedQuery(RECENT).execute(Tuple.of(shows)))
                        .replaceWithVoid();
    }

    /** Forgets the titles of a library that are not among these. */
    Uni<Void> keepOnly(String section, Collection<Long> keys) {
        return pool.preparedQuery(GONE)
                .execute(Tuple.of(section, keys.toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Forgets the seasons of a library that are not among these. */
    Uni<Void> keepOnlySeasons(String section, Collection<Long> keys) {
        return pool.preparedQuery(GONE_SEASONS)
                .execute(Tuple.of(section, keys.toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** How many titles of a library are known. */
    Uni<Long> count(String section) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(section))
                .map(rows -> rows.iterator().next().getLong("titles"));
    }

    private static JsonObject title(long key, PlexItem item) {
        String title = name(item, "Title " + key);
        String other = item.originalTitle();
        Long duration = item.duration();
        return new JsonObject()
                .put("rating_key", key)
                .put("title", title)
                .put("sort_title", Folded.of(Objects.requireNonNullElse(item.titleSort(), title)))
                .put("search_text", Folded.of(other == null || other.equals(title) ? title : title + " " + other))
                .put("year", item.year())
                .put("tmdb_id", item.tmdbId().orElse(null))
                .put("summary", cut(item.summary(), LONGEST_SUMMARY))
                .put("thumb", cut(item.thumb(), LONGEST_PATH))
                .put("art", cut(item.art(), LONGEST_PATH))
                .put(
                        "duration_minutes",
                        duration == null
                                ? null
                                : (int) Duration.ofMillis(duration).toMinutes())
                .put("content_rating", cut(item.contentRating(), LONGEST_WORD))
                .put("added_at", time(item.addedAt()).toString())
                .put("updated_at", changedAt(item).toString());
    }

    private static JsonObject season(long key, long show, int number, PlexItem item) {
        return new JsonObject()
                .put("show_key", show)
                .put("number", number)
                .put("rating_key", key)
                .put("title", name(item, number == 0 ? "Specials" : "Season " + number))
                .put("episodes", Math.max(0, Objects.requireNonNullElse(item.leafCount(), 0)))
                .put("thumb", cut(item.thumb(), LONGEST_PATH))
                .put("added_at", time(item.addedAt()).toString());
    }

    /** When something changed, by Plex's clock. */
    static Instant changedAt(PlexItem item) {
        Long updated = item.updatedAt();
        return time(updated == null ? item.addedAt() : updated);
    }

    private static Instant time(@Nullable Long seconds) {
        return Instant.ofEpochSecond(seconds == null ? 0 : seconds);
    }

    static String name(PlexItem item, String otherwise) {
        String title = item.title();
        return title == null || title.isBlank() ? otherwise : Folded.cut(title, LONGEST_TITLE);
    }

    static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.isBlank() ? null : Folded.cut(text, longest);
    }
}
