package io.medianest.media.stream;

import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestEvent;
import io.medianest.events.media.RequestedMedia;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.stream.EventFeed;
import io.medianest.runtime.stream.EventFeeds;
import io.medianest.runtime.stream.News;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What happens to requests, for whoever asked, those who follow, and those who decide. */
@Startup
@Singleton
class MediaRequestFeed {
    private final EventFeed feed;

    MediaRequestFeed(EventFeeds feeds) {
        feed = feeds.follow(Topics.MEDIA_REQUESTS, MediaRequestEvent.class, MediaRequestFeed::news);
    }

    /** The feed. */
    EventFeed feed() {
        return feed;
    }

    private static News news(ReceivedEvent received, MediaRequestEvent event) {
        return new News(
                "media-request",
                MediaRequestNews.of(received.typeName(), event, received.time()),
                audience(event.request()));
    }

    private static Predicate<Caller> audience(RequestedMedia request) {
        List<UUID> told = request.followers();
        Set<UUID> followers = told == null ? Set.of() : Set.copyOf(told);
        return caller -> caller.has(Role.MODERATOR)
                || caller.userId().equals(request.userId())
                || followers.contains(caller.userId());
    }
}
