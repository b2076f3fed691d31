package io.medianest.media.request;

import io.medianest.media.request.MediaRequestView.Person;
import java.util.List;

/**
 * Somebody and that person's requests.
 *
 * @param requests newest first; empty if there are none of the status asked for
 */
public record PersonRequests(Person user, List<MediaRequestView> requests) {}
