package io.medianest.simulators.plex;

import io.medianest.simulators.catalog.Catalog;
import io.medianest.simulators.catalog.Movie;
import io.medianest.simulators.catalog.Series;
import io.medianest.simulators.plex.Item.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's libraries and what is in them. Safe for use by several threads. */
public final class PlexLibrary {

    /** The key of the library of films. */
    public static final String MOVIES = "1";
    /** The key of the library of series. */
    public static final String SHOWS = "2";
    /** The TMDB id of the first film that {@link #generate} makes. */
    public static final int FIRST_GENERATED = 500_000_000;
    /** The key of the library of other videos. */
    public static final String YOUTUBE = "3";

    private final Catalog catalog;
    private final String youtubeDirectory;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Item> items = new LinkedHashMap<>();
    private int lastKey;

    PlexLibrary(Catalog catalog, String youtubeDirectory) {
        this.catalog = catalog;
        this.youtubeDirectory = youtubeDirectory;
        clear();
    }

    /** The libraries. */
    public synchronized List<Section> sections() {
        return List.copyOf(sections.values());
    }

    /** The library with this key. */
    public synchronized Optional<Section> section(String key) {
        return Optional.ofNullable(sections.get(key));
    }

    /** Everything in all libraries, the oldest first. */
    public synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** What has this rating key. */
    public synchronized Optional<Item> item(String ratingKey) {
        return Optional.ofNullable(items.get(ratingKey));
    }

    /** A film is in the library; the same item again if it already was. */
    public synchronized Item addMovie(int tmdbId) {
        Movie movie = catalog.movie(tmdbId).orElseThrow(() -> new IllegalArgumentException("No film " + tmdbId));
        String guid = "tmdb://" + tmdbId;
        String name = movie.title().replace(":", " -") + " (" + movie.year() + ")";
        String file = "/media/movies/" + name + "/" + name + ".mkv";
        return byGuid(Kind.MOVIE, guid)
                .orElseGet(() -> save(new Item(
                        nextKey(),
                        MOVIES,
                        Kind.MOVIE,
                        movie.title(),
                        movie.year(),
                        movie.overview(),
                        null,
                        0,
                        List.of(guid, "imdb://" + movie.imdbId()),
                        file,
                        Instant.now())));
    }

    /** These seasons of a series are in the library, with all their episodes; returns the show. */
    public synchronized Item addSeasons(int tmdbId, Collection<Integer> numbers) {
        Series series = catalog.series(tmdbId).orElseThrow(() -> new IllegalArgumentException("No series " + tmdbId));
        String guid = "tmdb://" + tmdbId;
        Item show = byGuid(Kind.SHOW, guid)
                .orElseGet(() -> save(new Item(
                        nextKey(),
                        SHOWS,
                        Kind.SHOW,
                        series.title(),
                        series.year(),
                        series.overview(),
                        null,
                        0,
                        List.of(guid, "tvdb://" + series.tvdbId()),
                        null,
                        Instant.now())));
        series.seasons().stream()
                .filter(season -> numbers.contains(season.number()))
                .filter(season -> children(show.ratingKey()).stream().noneMatch(old -> old.index() == season.number()))
                .forEach(season -> addSeason(show, season));
        return show;
    }

    /** Adds that many made-up films to the library of films; their TMDB ids count from {@link #FIRST_GENERATED}. */
    public synchronized void generate(int count) {
        for (int i = 0; i < count; i++) {
            String title = "Film %05d".formatted(i);
            save(new Item(
                    nextKey(),
                    MOVIES,
                    Kind.MOVIE,
                    title,
                    1950 + i % 75,
                    "Number " + i + ".",
                    null,
                    0,
                    List.of("tmdb://" + (FIRST_GENERATED + i)),
                    "/media/movies/" + title + ".mkv",
                    Instant.now().minusSeconds(count - i)));
        }
    }

    /** Gives an item another title. */
    public synchronized void rename(String ratingKey, String title) {
        item(ratingKey).ifPresent(item -> save(item.withTitle(title)));
    }

    /** Removes an item and all that is in it. */
    public synchronized void remove(String ratingKey) {
        children(ratingKey).forEach(child -> remove(child.ratingKey()));
        items.remove(ratingKey);
    }

    synchronized List<Item> children(String ratingKey) {
        return items.values().stream()
                .filter(item -> ratingKey.equals(item.parent()))
                .toList();
    }

    synchronized String nextKey() {
        return Integer.toString(++lastKey);
    }

    /** A video that a scan found. */
    synchronized void addVideo(Section section, String file, int year) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        String title = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        save(new Item(nextKey(), section.key(), Kind.MOVIE, title, year, "", null, 0, List.of(), file, Instant.now()));
    }

    synchronized void save(Section section) {
        sections.put(section.key(), section);
    }

    final synchronized void clear() {
        sections.clear();
        items.clear();
        lastKey = 100;
        Instant now = Instant.now();
        save(new Section(MOVIES, "movie", "Movies", "tv.plex.agents.movie", "/media/movies", false, now));
        save(new Section(SHOWS, "show", "TV Shows", "tv.plex.agents.series", "/media/tv", false, now));
        save(new Section(YOUTUBE, "movie", "YouTube", "com.plexapp.agents.none", youtubeDirectory, false, now));
    }

    private Item save(Item item) {
        items.put(item.ratingKey(), item);
        return item;
    }

    private void addSeason(Item show, Series.Season season) {
        int year = Integer.parseInt(season.airDate().substring(0, 4));
        Item saved = save(new Item(
                nextKey(),
                SHOWS,
                Kind.SEASON,
                season.name(),
                year,
                "",
                show.ratingKey(),
                season.number(),
                List.of(),
                null,
                Instant.now()));
        for (int episode = 1; episode <= season.episodes(); episode++) {
            String code = "S%02dE%02d".formatted(season.number(), episode);
            addEpisode(saved, episode, "/media/tv/" + show.title() + "/" + season.name() + "/" + code + ".mkv");
        }
    }

    private void addEpisode(Item season, int number, String file) {
        save(new Item(
                nextKey(),
                SHOWS,
                Kind.EPISODE,
                "Episode " + number,
                season.year(),
                "",
                season.ratingKey(),
                number,
                List.of(),
                file,
                Instant.now()));
    }

    private Optional<Item> byGuid(Kind kind, String guid) {
        return items.values().stream()
                .filter(item -> item.kind() == kind && item.guids().contains(guid))
                .findFirst();
    }
}
