package io.medianest.gateway.proxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the gateway waits for a service, and how many connections it holds to each. */
@ConfigMapping(prefix = "medianest.gateway.proxy")
public interface ProxyConfig {

    /** To get a connection to the service, waiting for a free one included. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** Until the service begins to answer, reading the request's body included. */
    @WithDefault("30s")
    Duration responseTimeout();

    /** How long an answer may stay silent once begun; streams send a heartbeat each 15 seconds. */
    @WithDefault("60s")
    Duration silence();

    /** The most calls to one service at a time. */
    @WithDefault("128")
    int calls();

    /** How many further calls may wait for a connection. */
    @WithDefault("512")
    int waitingCalls();

    /** The most open event streams to one service. They have connections of their own, so that calls go on. */
    @WithDefault("2000")
    int streams();

    /** When half of so many calls to a service in a row have failed, it is left alone for a while. */
    @WithDefault("20")
    int breakerVolume();

    /** That while; then one call tries whether the service is back. */
    @WithDefault("5s")
    Duration breakerDelay();
}
