package io.medianest.runtime.events;

import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start a service with a channel whose dead letters would go nowhere: that shows otherwise only when the
 * first event fails, and then stops its partition.
 */
@ApplicationScoped
class ChannelCheck {
    private static final Pattern TOPIC = Pattern.compile("(mp\\.messaging\\.incoming\\.[^.]+\\.)topic");

    private final Config config;

    ChannelCheck(Config config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        for (String name : config.getPropertyNames()) {
            Matcher matcher = TOPIC.matcher(name);
            if (matcher.matches()) {
                check(name, matcher.group(1) + "dead-letter-queue.topic");
            }
        }
    }

    private void check(String topicProperty, String deadLetterProperty) {
        String topic = config.getValue(topicProperty, String.class);
        Optional<Topic> declared = Topics.events().stream()
                .filter(candidate -> candidate.name().equals(topic))
                .findFirst();
        if (declared.isEmpty()) {
            throw new IllegalStateException("%s is %s, which Topics does not declare".formatted(topicProperty, topic));
        }
        String wanted = declared.get().deadLetters().name();
        if (!config.getOptionalValue(deadLetterProperty, String.class)
                .filter(wanted::equals)
                .isPresent()) {
            throw new IllegalStateException("%s must be %s".formatted(deadLetterProperty, wanted));
        }
    }
}
