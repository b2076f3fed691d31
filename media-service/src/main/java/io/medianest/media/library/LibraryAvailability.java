package io.medianest.media.library;

import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells which titles the Plex server has, whoever may see the library: what is there need not be asked for. Answers from
 * the copy of the libraries, so also while Plex is away; what came within the last half minute may be missing.
 */
@ApplicationScoped
public class LibraryAvailability {
    private static final String HELD = """
            select t.media_type, t.tmdb_id,
                   array_agg(distinct s.number || ':' || s.episodes) filter (where s.episodes > 0) as seasons
            from library_titles t left join library_seasons s on s.show_key = t.rating_key
            where t.tmdb_id = any($1)
            group by t.media_type, t.tmdb_id
            """;

    private final Pool pool;

    LibraryAvailability(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is there of a title.
     *
     * @param episodes of a series: how many episodes of which season; empty for a film. A season may be there in part
     */
    public record Held(Map<Integer, Integer> episodes) {

        /** The seasons of which at least one episode is there. */
        public Set<Integer> seasons() {
            return episodes.keySet();
        }
    }

    /** What is there of each of these titles; those that are not there at all are left out. One statement. */
    public Uni<Map<Title, Held>> of(Collection<Title> titles) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] ids = titles.stream().map(Title::tmdbId).distinct().toArray(String[]::new);
        return pool.preparedQuery(HELD).execute(Tuple.of(ids)).map(rows -> {
            Map<Title, Held> held = new HashMap<>();
            for (Row row : rows) {
                Title title = new Title(MediaKind.of(row.getString("media_type")), row.getString("tmdb_id"));
                held.put(title, new Held(episodes(row)));
            }
            held.keySet().retainAll(Set.copyOf(titles));
            return held;
        });
    }

    /** The same title may be in two libraries: the fuller season counts. */
    private static Map<Integer, Integer> episodes(Row row) {
        String[] pairs = row.getArrayOfStrings("seasons");
        Map<Integer, Integer> episodes = new LinkedHashMap<>();
        if (pairs != null) {
            Arrays.stream(pairs)
                    .map(pair -> pair.split(":", 2))
                    .forEach(pair -> episodes.merge(Integer.valueOf(pair[0]), Integer.valueOf(pair[1]), Math::max));
        }
        return Map.copyOf(episodes);
    }
}
