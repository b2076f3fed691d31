package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import io.medianest.stores.jvm.JvmProfile;
import java.util.Map;

/**
 * How to start the stack.
 *
 * @param installation where it is and keeps what it has
 * @param suite what to start besides the stores
 * @param host where the gateway listens; everything else listens on the loopback interface
 * @param port where the gateway listens, 0 for a free port
 * @param external whether to take the stores that the environment names instead of starting some
 * @param simulators whether to start the simulators and to connect them
 * @param profile how much memory the JVMs may use for how much speed
 * @param startupCaches whether to make what lets the services start faster from the next time on
 * @param environment variables for the services, besides those that the launcher sets
 */
public record StackOptions(
        Installation installation,
        Suite suite,
        String host,
        int port,
        boolean external,
        boolean simulators,
        JvmProfile profile,
        boolean startupCaches,
        Map<String, String> environment) {
    /** Where the gateway listens unless told otherwise. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** Where the gateway listens unless told otherwise. */
    public static final int DEFAULT_PORT = 8080;

    /** Copies the map. */
    public StackOptions {
        environment = Map.copyOf(environment);
    }

    /** MediaNest with stores of its own at the usual address, without simulators, startup caches only if they are there. */
    public static StackOptions of(Installation installation) {
        return new StackOptions(
                installation,
                Suite.MEDIANEST,
                DEFAULT_HOST,
                DEFAULT_PORT,
                false,
                false,
                JvmProfile.HOME,
                false,
                Map.of());
    }

    /** The same on another port. */
    public StackOptions withPort(int port) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }

    /** The same with or without simulators. */
    public StackOptions withSimulators(boolean simulators) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }

    /** The same with these variables for the services. */
    public StackOptions withEnvironment(Map<String, String> environment) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }

    /** The same with JVMs of another profile. */
    public StackOptions withProfile(JvmProfile profile) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }

    /** The same with or without making startup caches. */
    public StackOptions withStartupCaches(boolean startupCaches) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }

    /** The same with something else to start. */
    public StackOptions withSuite(Suite suite) {
        return new StackOptions(
                installation, suite, host, port, external, simulators, profile, startupCaches, environment);
    }
}
