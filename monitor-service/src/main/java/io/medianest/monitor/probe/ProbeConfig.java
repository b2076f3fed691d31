package io.medianest.monitor.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** How services are looked at, unless their own configuration says otherwise. */
@ConfigMapping(prefix = "medianest.monitor.probe")
public interface ProbeConfig {

    /** From one look to the next. */
    @WithDefault("30s")
    Duration interval();

    /** The same while something was seen that is not confirmed yet. */
    @WithDefault("10s")
    Duration suspectInterval();

    /** So many failures in a row are an outage. */
    @WithDefault("3")
    int failures();

    /** So many answers in a row end it. */
    @WithDefault("2")
    int recoveries();

    /** How often it is seen to that everything due is looked at. */
    @WithDefault("250ms")
    Duration every();

    /** How many services one instance looks at at once. */
    @WithDefault("256")
    int atOnce();

    /** How much longer than its time-out a service is an instance's own, which others then take over. */
    @WithDefault("5s")
    Duration lease();

    /**
     * The readiness of MediaNest's own services on their management ports, by name, such as
     * {@code media-service: http://media:9000/q/health/ready}. One without an address is not looked at.
     */
    Map<String, URI> services();
}
