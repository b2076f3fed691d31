package io.medianest.media.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.events.Topics;
import io.medianest.events.media.MediaRequestEvent;
import io.medianest.runtime.events.ReceivedEvent;
import io.medianest.runtime.security.Caller;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.stream.EventFeed;
import io.medianest.runtime.stream.EventFeeds;
import io.medianest.runtime.stream.StreamEvent;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to requests, for whoever asked and for those who decide. */
@Startup
@Singleton
class MediaRequestFeed {
    private static final String NAME = "media-request";

    private final ObjectMapper json;
    private final EventFeed feed;

    MediaRequestFeed(EventFeeds feeds, ObjectMapper json) {
        this.json = json;
        feed = feeds.follow(Topics.MEDIA_REQUESTS, this::view);
    }

    /** The feed. */
    EventFeed feed() {
        return feed;
    }

    private Optional<StreamEvent> view(ReceivedEvent received) {
        return received.data()
                .filter(MediaRequestEvent.class::isInstance)
                .map(MediaRequestEvent.class::cast)
                .map(event -> new StreamEvent(
                        received.position(),
                        received.time(),
                        NAME,
                        write(MediaRequestNews.of(received.typeName(), event, received.time())),
                        caller -> maySee(caller, event.request().userId())));
    }

    private static boolean maySee(Caller caller, @Nullable UUID owner) {
        return caller.has(Role.MODERATOR) || caller.userId().equals(owner);
    }

    private String write(MediaRequestNews news) {
        try {
            return json.writeValueAsString(news);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("News of a request could not be written as JSON", e);
        }
    }
}
