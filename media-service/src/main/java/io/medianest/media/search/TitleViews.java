package io.medianest.media.search;

import io.medianest.media.image.ImageLinks;
import io.medianest.media.overseerr.Availability;
import io.medianest.media.overseerr.Details;
import io.medianest.media.overseerr.Details.SeasonDetails;
import io.medianest.media.overseerr.Media;
import io.medianest.media.overseerr.Results.Result;
import io.medianest.media.search.MarkQueries.Mark;
import io.medianest.media.search.TitleDetails.TitleSeason;
import io.medianest.media.title.Title;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How titles are shown. */
@ApplicationScoped
class TitleViews {
    private final ImageLinks images;

    TitleViews(ImageLinks images) {
        this.images = images;
    }

    /** One of a list. */
    TitleView item(Title title, Result result, Mark mark) {
        return new TitleView(
                title.kind(),
                title.tmdbId(),
                result.displayTitle().orElse(""),
                result.year(),
                result.overview(),
                result.posterPath(),
                images.tmdb(result.posterPath()),
                availability(result.mediaInfo()).better(mark.availability()),
                mark.requestId());
    }

    /** One in detail. */
    TitleDetails details(Title title, Found<Details> found, Marks.Whole marked) {
        Details details = found.value();
        Media media = details.mediaInfo();
        List<SeasonDetails> seasons = details.seasons() == null ? List.of() : details.seasons();
        return new TitleDetails(
                title.kind(),
                title.tmdbId(),
                details.displayTitle().orElse(""),
                details.year(),
                details.overview(),
                details.posterPath(),
                images.tmdb(details.posterPath()),
                details.backdropPath(),
                availability(media).better(marked.mark().availability()),
                seasons.stream()
                        .map(season -> season(season, media, marked.seasons()))
                        .toList(),
                marked.mark().requestId(),
                found.source(),
                found.stale());
    }

    private static TitleSeason season(SeasonDetails season, @Nullable Media media, Map<Integer, Availability> news) {
        int number = season.seasonNumber();
        Availability known = media == null ? Availability.NONE : media.availabilityOf(number);
        return new TitleSeason(
                number,
                season.name(),
                season.episodeCount(),
                season.airDate(),
                known.better(news.getOrDefault(number, Availability.NONE)));
    }

    private static Availability availability(@Nullable Media media) {
        return media == null ? Availability.NONE : media.availability();
    }
}
