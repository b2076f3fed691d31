package io.medianest.events.service;

/**
 * A service is reached in another way than before: whoever speaks to it reads its configuration again.
 *
 * @param serviceName the service
 * @param enabled whether it is used and watched
 * @param deleted whether its configuration is gone
 */
public record ServiceConfigChanged(String serviceName, boolean enabled, boolean deleted) implements ServiceEvent {}
