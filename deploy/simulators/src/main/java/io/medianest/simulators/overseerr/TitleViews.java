package io.medianest.simulators.overseerr;

import io.medianest.simulators.catalog.Artwork;
import io.medianest.simulators.catalog.Movie;
import io.medianest.simulators.catalog.SearchExtra;
import io.medianest.simulators.catalog.Series;
import io.medianest.simulators.catalog.Title;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Overseerr's JSON for films, series, persons and collections. */
final class TitleViews {

    private final Store store;
    private final Views views;

    TitleViews(Store store) {
        this.store = store;
        this.views = new Views(store);
    }

    /** A film or series in a list of results. */
    JsonObject result(Title title) {
        JsonObject json = common(title, type(title));
        switch (title) {
            case Movie movie ->
                json.put("title", movie.title())
                        .put("originalTitle", movie.title())
                        .put("releaseDate", movie.date())
                        .put("adult", false)
                        .put("video", false);
            case Series series ->
                json.put("name", series.title())
                        .put("originalName", series.title())
                        .put("firstAirDate", series.date())
                        .put("originCountry", new JsonArray());
        }
        store.media(type(title), title.id()).ifPresent(media -> json.put("mediaInfo", views.media(media)));
        return json;
    }

    /** A person or collection in a list of results. */
    JsonObject result(SearchExtra extra) {
        JsonObject json = new JsonObject().put("id", extra.id()).put("mediaType", extra.mediaType());
        if (extra.mediaType().equals("person")) {
            JsonArray knownFor = new JsonArray();
            extra.knownFor().forEach(id -> store.catalog().movie(id).ifPresent(movie -> knownFor.add(result(movie))));
            return json.put("name", extra.name())
                    .put("adult", false)
                    .put("profilePath", Artwork.path("person", extra.id()))
                    .put("knownFor", knownFor);
        }
        return json.put("title", extra.name())
                .put("originalTitle", extra.name())
                .put("adult", false)
                .put("posterPath", Artwork.path("collection", extra.id()))
                .put("overview", extra.overview())
                .put("originalLanguage", "en");
    }

    JsonObject details(Movie movie) {
        JsonObject json = result(movie)
                .put("runtime", movie.runtime())
                .put("status", "Released")
                .put("imdbId", movie.imdbId())
                .put("genres", genres(movie))
                .put("externalIds", new JsonObject().put("imdbId", movie.imdbId()));
        return withRequests(json, movie);
    }

    JsonObject details(Series series) {
        JsonArray seasons = new JsonArray();
        series.seasons()
                .forEach(season -> seasons.add(new JsonObject()
                        .put("id", series.id() * 100 + season.number())
                        .put("seasonNumber", season.number())
                        .put("episodeCount", season.episodes())
                        .put("airDate", season.airDate())
                        .put("name", season.name())
                        .put("overview", "")
                        .put("posterPath", Artwork.path("season" + season.number(), series.id()))));
        int episodes = series.regularSeasons().stream()
                .mapToInt(Series.Season::episodes)
                .sum();
        JsonObject json = result(series)
                .put("seasons", seasons)
                .put("numberOfSeasons", series.regularSeasons().size())
                .put("numberOfEpisodes", episodes)
                .put("status", "Ended")
                .put("genres", genres(series))
                .put("externalIds", new JsonObject().put("tvdbId", series.tvdbId()));
        return withRequests(json, series);
    }

    private JsonObject withRequests(JsonObject json, Title title) {
        // Only a result in a list says what it is.
        json.remove("mediaType");
        json.remove("genreIds");
        store.media(type(title), title.id()).ifPresent(media -> json.put("mediaInfo", views.mediaWithRequests(media)));
        return json;
    }

    private static JsonObject common(Title title, String type) {
        return new JsonObject()
                .put("id", title.id())
                .put("mediaType", type)
                .put("overview", title.overview())
                .put("posterPath", Artwork.path(type, title.id()))
                .put("backdropPath", Artwork.path(type + "-backdrop", title.id()))
                .put("popularity", title.vote() * 10)
                .put("voteAverage", title.vote())
                .put("voteCount", 1000 + title.id() % 9000)
                .put("originalLanguage", "en")
                .put("genreIds", new JsonArray());
    }

    private static String type(Title title) {
        return title instanceof Movie ? "movie" : "tv";
    }

    private static JsonArray genres(Title title) {
        JsonArray genres = new JsonArray();
        title.genres()
                .forEach(name -> genres.add(new JsonObject()
                        .put("id", Math.floorMod(name.hashCode(), 1000))
                        .put("name", name)));
        return genres;
    }
}
