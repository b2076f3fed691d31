package io.medianest.auth;

import io.medianest.simulators.plex.PlexSimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** plex.tv and a Plex server for the tests of this module; {@link PlexWorld} rules them. */
public final class PlexTestResource implements QuarkusTestResourceLifecycleManager {
    static final String PLEX_TV = "medianest.test-plex.tv";
    static final String SERVER = "medianest.test-plex.server";

    private @Nullable PlexSimulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = PlexSimulator.start();
        // Known by properties, since the classes of tests are loaded more than once.
        System.setProperty(PLEX_TV, simulator.plexTv().baseUrl());
        System.setProperty(SERVER, simulator.server().baseUrl());
        return Map.of(
                "medianest.auth.plex.tv-url",
                simulator.plexTv().baseUrl(),
                "medianest.auth.plex.auth-url",
                simulator.plexTv().baseUrl() + "/auth");
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
