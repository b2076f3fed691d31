package io.medianest.events.service;

import io.medianest.events.Event;

/** A fact about one service that MediaNest watches or uses. */
public sealed interface ServiceEvent extends Event permits ServiceStatusChanged, ServiceConfigChanged {

    /** The service that it is about, such as {@code plex}. */
    String serviceName();

    @Override
    default String key() {
        return serviceName();
    }
}
