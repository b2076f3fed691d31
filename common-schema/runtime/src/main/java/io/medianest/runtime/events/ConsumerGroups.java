package io.medianest.runtime.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** As which consumer group this service receives each topic. */
@ApplicationScoped
class ConsumerGroups {
    private static final Pattern TOPIC = Pattern.compile("(mp\\.messaging\\.incoming\\.[^.]+\\.)topic");

    private final Map<String, String> groups = new HashMap<>();
    private final String application;

    ConsumerGroups(Config config) {
        application = config.getValue("quarkus.application.name", String.class);
        for (String name : config.getPropertyNames()) {
            Matcher matcher = TOPIC.matcher(name);
            if (matcher.matches()) {
                String group = config.getOptionalValue(matcher.group(1) + "group.id", String.class)
                        .orElse(application);
                groups.put(config.getValue(name, String.class), group);
            }
        }
    }

    /** The group's name; the service's own if none is configured. */
    String of(String topic) {
        return groups.getOrDefault(topic, application);
    }
}
