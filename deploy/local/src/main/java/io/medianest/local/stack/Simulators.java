package io.medianest.local.stack;

import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secret;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.jvm.JvmRole;
import io.medianest.stores.process.ChildCommand;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.LogFile;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import io.medianest.stores.process.StopSignal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Plex and Overseerr as the demo and the journey meet them: one process, connected in the database. */
final class Simulators {
    static final String NAME = "simulators";
    private static final String VARIABLE = "MEDIANEST_SIMULATORS_";
    private static final String OVERSEERR_KEY = "simulated-overseerr";
    private static final String PLEX_TOKEN = "simulated-plex";
    /** Long enough to see a request in each state, short enough to wait for. */
    private static final String FULFIL_AFTER_SECONDS = "30";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final StackOptions options;
    private final Secrets secrets;
    private final Map<String, Integer> ports;

    Simulators(StackOptions options, Secrets secrets) {
        this.options = options;
        this.secrets = secrets;
        List<Integer> free = Ports.free(4);
        ports = Map.of("CONTROL", free.get(0), "OVERSEERR", free.get(1), "PLEX", free.get(2), "PLEX_TV", free.get(3));
    }

    /**
     * Starts them and enters into the database how they are reached.
     *
     * @param gateway where their webhooks go
     * @throws StartException if they cannot be started
     */
    void start(Children children, Database database, URI gateway) {
        children.inParallel(
                List.of(() -> children.start(StopOrder.SIMULATORS, () -> start(gateway), Function.identity())));
        database.connect(new ServiceConnection(
                "overseerr", address("OVERSEERR").toString(), secrets.password(OVERSEERR_KEY), null));
        database.connect(new ServiceConnection("plex", address("PLEX").toString(), secrets.password(PLEX_TOKEN), null));
    }

    /** What leads the services to the simulated plex.tv and TMDB; the database has no place for that. */
    Map<String, String> environmentOfServices() {
        return Map.of(
                "MEDIANEST_AUTH_PLEX_TV_URL",
                address("PLEX_TV").toString(),
                "MEDIANEST_AUTH_PLEX_AUTH_URL",
                address("PLEX_TV") + "/auth",
                "MEDIANEST_PLEX_TV_URL",
                address("PLEX_TV").toString(),
                // The posters that the simulated Overseerr names are with it.
                "MEDIANEST_IMAGES_TMDB_URL",
                address("OVERSEERR").toString());
    }

    /** Where they are controlled: {@code /overseerr/…}, {@code /plex/…}, {@code /plextv/…}. */
    URI control() {
        return address("CONTROL");
    }

    private ChildProcess start(URI gateway) {
        Installation installation = options.installation();
        Path jar = installation.project().resolve("deploy/simulators/target/medianest-simulators.jar");
        if (!Files.exists(jar)) {
            throw new StartException("The simulators have not been built; ./medianest up builds them.");
        }
        ChildProcess process = ChildProcess.start(new ChildCommand(
                NAME,
                command(jar),
                installation.home(),
                environment(gateway),
                new LogFile(installation.logs().resolve(NAME + ".log")),
                installation.identityFile(NAME),
                StopSignal.TERM,
                STOP_TIMEOUT));
        process.awaitReady(
                () -> process.log().tail(1).stream().anyMatch(line -> line.startsWith("SIMULATORS READY")),
                START_TIMEOUT);
        return process;
    }

    private List<String> command(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.profile().options(JvmRole.SIMULATORS));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Map<String, String> environment(URI gateway) {
        Map<String, String> environment = new HashMap<>(options.environment());
        ExternalStores.LAUNCHER_ONLY.forEach(name -> environment.put(name, ""));
        ports.forEach((name, port) -> environment.put(VARIABLE + name + "_PORT", Integer.toString(port)));
        secrets.password(OVERSEERR_KEY);
        secrets.password(PLEX_TOKEN);
        environment.put(
                VARIABLE + "OVERSEERR_API_KEY_FILE",
                secrets.passwordFile(OVERSEERR_KEY).toString());
        environment.put(
                VARIABLE + "PLEX_TOKEN_FILE", secrets.passwordFile(PLEX_TOKEN).toString());
        environment.put(VARIABLE + "SEED", "demo");
        environment.put(VARIABLE + "FULFIL_AFTER_SECONDS", FULFIL_AFTER_SECONDS);
        environment.put(VARIABLE + "OVERSEERR_WEBHOOK_URL", gateway + "/api/v1/webhooks/overseerr");
        environment.put(
                VARIABLE + "OVERSEERR_WEBHOOK_SECRET_FILE",
                secrets.file(Secret.WEBHOOK).toString());
        return environment;
    }

    private URI address(String name) {
        return URI.create("http://127.0.0.1:" + ports.get(name));
    }
}
