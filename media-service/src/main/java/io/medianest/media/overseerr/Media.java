package io.medianest.media.overseerr;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Overseerr keeps of a title that somebody asked for or that is in the library ({@code mediaInfo}).
 *
 * @param tmdbId the title
 * @param status a number; see {@link Availability}
 * @param seasons of a series; null or empty if nothing is known of them
 * @param requests the requests for it; only with a title's details
 */
public record Media(
        @Nullable Long tmdbId,
        @Nullable Integer status,
        @Nullable List<Season> seasons,
        @Nullable List<OverseerrRequest> requests) {

    /** One season and its media status. */
    public record Season(int seasonNumber, @Nullable Integer status) {
        private Season better(Season other) {
            Availability known = Availability.ofMediaStatus(status);
            return known.better(Availability.ofMediaStatus(other.status)) == known ? this : other;
        }
    }

    /** The same, where these seasons, or parts of them, can be watched at least. */
    Media holding(Set<Integer> whole, Set<Integer> partly) {
        Map<Integer, Season> merged = new TreeMap<>();
        partly.forEach(number -> merged.put(number, new Season(number, Availability.PARTIAL.mediaStatus())));
        whole.forEach(number -> merged.put(number, new Season(number, Availability.AVAILABLE.mediaStatus())));
        for (Season season : seasons == null ? List.<Season>of() : seasons) {
            merged.merge(season.seasonNumber(), season, Season::better);
        }
        return new Media(tmdbId, status, List.copyOf(merged.values()), requests);
    }

    /** The same, where so much of it can be watched at least. */
    Media atLeast(Availability availability) {
        return new Media(tmdbId, availability().better(availability).mediaStatus(), seasons, requests);
    }

    /** The same without who asked for it. */
    Media withoutRequests() {
        return new Media(tmdbId, status, seasons, null);
    }

    /** How much of the title can be watched. */
    public Availability availability() {
        return Availability.ofMediaStatus(status);
    }

    /** How much of a season can be watched. */
    public Availability availabilityOf(int season) {
        if (seasons == null) {
            return Availability.NONE;
        }
        return seasons.stream()
                .filter(known -> known.seasonNumber() == season)
                .findFirst()
                .map(known -> Availability.ofMediaStatus(known.status()))
                .orElse(Availability.NONE);
    }

    /** The seasons that can be watched completely. */
    public Set<Integer> availableSeasons() {
        Set<Integer> available = new TreeSet<>();
        for (Season season : seasons == null ? List.<Season>of() : seasons) {
            if (Availability.ofMediaStatus(season.status()) == Availability.AVAILABLE) {
                available.add(season.seasonNumber());
            }
        }
        return available;
    }
}
