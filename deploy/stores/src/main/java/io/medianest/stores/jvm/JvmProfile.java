package io.medianest.stores.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much memory the JVMs may use for how much speed. This is the one place where their options are chosen; what each
 * choice costs and gives stands in docs/performance.md.
 */
public enum JvmProfile {
    /** A family on one small computer: memory counts most. */
    HOME,
    /** Many people on a machine of its own: speed counts most. */
    SERVER;

    /**
     * Threads of a lower priority, as those that hash passwords are, come after the others of this machine, yet get their
     * part of a busy processor. The policy would also put the compiler first where it runs as root.
     */
    private static final List<String> HASHING_LATER =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=0");

    /**
     * The profile of a name in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static JvmProfile named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The options of a JVM in this profile. */
    public List<String> options(JvmRole role) {
        List<String> options = new ArrayList<>(
                switch (this) {
                    case HOME -> home(role);
                    case SERVER -> server(role);
                });
        if (role == JvmRole.AUTH_SERVICE) {
            options.addAll(HASHING_LATER);
        }
        options.addAll(List.of(
                "-Xss512k",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // What the run that made the startup cache did not do often keeps the slow code of that run for
                // minutes.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTReplayTraining",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        return List.copyOf(options);
    }

    private static List<String> home(JvmRole role) {
        return switch (role) {
            // Without -Xms the heap begins with a 64th of the machine's memory, and never becomes smaller.
            case AUTH_SERVICE, YOUTUBE_SERVICE, MONITOR_SERVICE ->
                List.of("-Xms48m", "-Xmx160m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=64m");
            case MEDIA_SERVICE, GATEWAY ->
                List.of("-Xms72m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=64m");
            case KAFKA -> List.of("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
            case SIMULATORS -> List.of("-Xms16m", "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        };
    }

    private static List<String> server(JvmRole role) {
        return switch (role) {
            case AUTH_SERVICE, MEDIA_SERVICE, YOUTUBE_SERVICE, MONITOR_SERVICE, GATEWAY ->
                List.of("-Xmx512m", "-XX:+UseParallelGC");
            case KAFKA -> List.of("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC");
            case SIMULATORS -> home(role);
        };
    }
}
