package io.medianest.events.media;

import io.medianest.events.Event;

/** A fact about one media request. */
public sealed interface MediaRequestEvent extends Event
        permits MediaRequestCreated,
                MediaRequestApproved,
                MediaRequestDeclined,
                MediaRequestProcessing,
                MediaRequestAvailable,
                MediaRequestCompleted,
                MediaRequestFailed,
                MediaRequestCancelled,
                MediaRequestArchived {

    /** The request that it is about. */
    RequestedMedia request();

    @Override
    default String key() {
        return request().id().toString();
    }
}
