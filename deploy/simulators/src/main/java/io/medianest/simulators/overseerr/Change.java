package io.medianest.simulators.overseerr;

import java.util.List;

/** A request after something was done to it, and what there is to tell about that. */
record Change(MediaRequest request, List<Notification> notifications) {}
