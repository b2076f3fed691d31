package io.medianest.simulators.catalog;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every film, series, person and collection there is. Immutable; {@link #load()} reads it from the jar. */
public final class Catalog {

    private final Map<Integer, Movie> movies;
    private final Map<Integer, Series> series;
    private final List<SearchExtra> extras;

    private Catalog(List<Movie> movies, List<Series> series, List<SearchExtra> extras) {
        this.movies = byId(movies);
        this.series = byId(series);
        this.extras = List.copyOf(extras);
    }

    /** Reads the catalogue that is packed with the simulators. */
    public static Catalog load() {
        return new Catalog(
                read("movies.json", Catalog::movie),
                read("series.json", Catalog::show),
                read(
                        "others.json",
                        entry -> new SearchExtra(
                                entry.getInteger("id"),
                                entry.getString("mediaType"),
                                entry.getString("name", entry.getString("title")),
                                entry.getString("overview", ""),
                                entry.getJsonArray("knownFor", new JsonArray()).stream()
                                        .map(Integer.class::cast)
                                        .toList())));
    }

    /** The film with this TMDB id, if it is known. */
    public Optional<Movie> movie(int id) {
        return Optional.ofNullable(movies.get(id));
    }

    /** The series with this TMDB id, if it is known. */
    public Optional<Series> series(int id) {
        return Optional.ofNullable(series.get(id));
    }

    /** All films, the best liked first. */
    public List<Movie> movies() {
        return byVote(movies.values());
    }

    /** All series, the best liked first. */
    public List<Series> series() {
        return byVote(series.values());
    }

    /** Persons and collections. */
    public List<SearchExtra> extras() {
        return extras;
    }

    /** Films and series together, the best liked first. */
    public List<Title> titles() {
        return byVote(Stream.concat(movies.values().stream(), series.values().stream())
                .map(Title.class::cast)
                .toList());
    }

    private static <T extends Title> List<T> byVote(Collection<T> titles) {
        return titles.stream()
                .sorted(Comparator.comparingDouble((T title) -> title.vote())
                        .reversed()
                        .thenComparing(Title::title))
                .toList();
    }

    private static <T extends Title> Map<Integer, T> byId(List<T> titles) {
        return titles.stream()
                .collect(Collectors.toMap(Title::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private static Movie movie(JsonObject entry) {
        return new Movie(
                entry.getInteger("id"),
                entry.getString("title"),
                entry.getString("releaseDate"),
                entry.getInteger("runtime"),
                entry.getDouble("vote"),
                entry.getString("imdbId"),
                strings(entry.getJsonArray("genres")),
                entry.getString("overview"));
    }

    private static Series show(JsonObject entry) {
        List<Series.Season> seasons = new ArrayList<>();
        JsonArray regular = entry.getJsonArray("seasons");
        if (entry.getInteger("specials") > 0) {
            String firstAired = regular.getJsonArray(0).getString(0);
            seasons.add(new Series.Season(0, firstAired, entry.getInteger("specials")));
        }
        IntStream.range(0, regular.size())
                .mapToObj(i -> new Series.Season(
                        i + 1,
                        regular.getJsonArray(i).getString(0),
                        regular.getJsonArray(i).getInteger(1)))
                .forEach(seasons::add);
        return new Series(
                entry.getInteger("id"),
                entry.getInteger("tvdbId"),
                entry.getString("name"),
                entry.getDouble("vote"),
                strings(entry.getJsonArray("genres")),
                List.copyOf(seasons),
                entry.getString("overview"));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    private static <T> List<T> read(String resource, Function<JsonObject, T> mapper) {
        try (InputStream in = Catalog.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + resource);
            }
            return new JsonArray(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(JsonObject.class::cast).map(mapper).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
