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

/** Plex, Overseerr, Uptime Kuma and YouTube as the demo meets them: one process, connected in the database. */
final class Simulators {
    static final String NAME = "simulators";
    private static final String VARIABLE = "MEDIANEST_SIMULATORS_";
    private static final List<String> NAMES =
            List.of("CONTROL", "OVERSEERR", "PLEX", "PLEX_TV", "UPTIME_KUMA", "YOUTUBE");
    private static final String OVERSEERR_KEY = "simulated-overseerr";
    private static final String PLEX_TOKEN = "simulated-plex";
    private static final String UPTIME_KUMA_KEY = "simulated-uptime-kuma";
    /** Long enough to see a request in each state, short enough to wait for. */
    private static final String FULFIL_AFTER_SECONDS = "30";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final StackOptions options;
    private final Secrets secrets;
    private final Map<String, Integer> ports = new HashMap<>();

    Simulators(StackOptions options, Secrets secrets) {
        this.options = options;
        this.secrets = secrets;
        List<Integer> free = Ports.free(NAMES.size());
        for (int i = 0; i < NAMES.size(); i++) {
            ports.put(NAMES.get(i), free.get(i));
        }
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
        database.connect(new ServiceConnection(
                "uptime-kuma", address("UPTIME_KUMA").toString(), secrets.password(UPTIME_KUMA_KEY), null));
    }

    /** What leads the services to the simulated plex.tv, TMDB and YouTube; the database has no place for that. */
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
                address("OVERSEERR").toString(),
                "MEDIANEST_YOUTUBE_YT_DLP_PROXY",
                address("YOUTUBE").toString(),
                "MEDIANEST_YOUTUBE_YT_DLP_CA_FILE",
                youtube().resolve("youtube-certificate.pem").toString(),
                // The simulated one does not mind.
                "MEDIANEST_YOUTUBE_QUEUE_SHORTEST_PACE",
                "0s",
                "MEDIANEST_YOUTUBE_QUEUE_LONGEST_PACE",
                "1s");
    }

    /** Where they are controlled: {@code /overseerr/…}, {@code /plex/…}, {@code /plextv/…}, {@code /youtube/…}. */
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
        secrets.password(UPTIME_KUMA_KEY);
        environment.put(
                VARIABLE + "UPTIME_KUMA_API_KEY_FILE",
                secrets.passwordFile(UPTIME_KUMA_KEY).toString());
        environment.put(
                VARIABLE + "OVERSEERR_API_KEY_FILE",
                secrets.passwordFile(OVERSEERR_KEY).toString());
        environment.put(
                VARIABLE + "PLEX_TOKEN_FILE", secrets.passwordFile(PLEX_TOKEN).toString());
        environment.put(VARIABLE + "SEED", "demo");
        environment.put(
                VARIABLE + "PLEX_YOUTUBE_DIRECTORY",
                options.installation().youtube().toString());
        environment.put(VARIABLE + "YOUTUBE_FOLDER", youtube().toString());
        environment.put(VARIABLE + "FULFIL_AFTER_SECONDS", FULFIL_AFTER_SECONDS);
        environment.put(VARIABLE + "OVERSEERR_WEBHOOK_URL", gateway + "/api/v1/webhooks/overseerr");
        environment.put(
                VARIABLE + "OVERSEERR_WEBHOOK_SECRET_FILE",
                secrets.file(Secret.WEBHOOK).toString());
        return environment;
    }

    /** Where the simulated YouTube keeps what it makes. */
    private Path youtube() {
        return options.installation().home().resolve("simulated-youtube");
    }

    private URI address(String name) {
        return URI.create("http://127.0.0.1:" + ports.get(name));
    }
}
