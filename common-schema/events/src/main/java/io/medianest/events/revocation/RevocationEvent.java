package io.medianest.events.revocation;

import io.medianest.events.Event;

/** What every instance of every service listens to in order to refuse revoked tokens. */
public sealed interface RevocationEvent extends Event permits TokenRevoked, RevocationHeartbeat {}
