package io.medianest.images;

import io.medianest.local.stack.ServiceDefinition;
import io.medianest.local.stack.Suite;
import io.medianest.stores.jvm.JvmProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image is of, and what it is told unless the operator says otherwise.
 *
 * @param name as it is called in a registry, behind {@code medianest/}
 * @param title what it is, in a line
 * @param module the folder of the module that builds it, in the project
 * @param base which of the base images it stands on
 * @param jar what is started
 * @param options those of its JVM, which {@code JDK_JAVA_OPTIONS} replaces
 * @param environment further variables
 * @param port where it listens; 0 if it does not
 */
record Image(
        String name,
        String title,
        String module,
        String base,
        String jar,
        List<String> options,
        Map<String, String> environment,
        int port) {
    /** What changes the database's tables, and does everything else that an operator asks for. */
    static final Image DATABASE = new Image(
            "database",
            "The migration and the operator's runner of MediaNest",
            "common-schema/database",
            "java",
            "medianest-database.jar",
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            Map.of(),
            0);

    /** What makes backups, and puts them back. */
    static final Image BACKUP = new Image(
            "backup",
            "Backups of MediaNest",
            "deploy/backup",
            "restore",
            "medianest-backup.jar",
            List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            Map.of("XDG_CACHE_HOME", "/tmp"),
            0);

    private static final Map<String, Integer> PORTS = Map.of(
            "gateway",
            8080,
            "auth-service",
            8081,
            "media-service",
            8082,
            "youtube-service",
            8083,
            "monitor-service",
            8084);
    private static final int MANAGEMENT_PORT = 9000;

    /** Copies the collections. */
    Image {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** All there are. */
    static List<Image> all() {
        return Stream.concat(
                        Stream.of(DATABASE, BACKUP),
                        Suite.MEDIANEST.all().stream().map(Image::of))
                .toList();
    }

    /** That of a service or the gateway. */
    static Image of(ServiceDefinition service) {
        boolean video = service.name().equals("youtube-service");
        int port = Objects.requireNonNull(PORTS.get(service.name()), service.name());
        Map<String, String> environment = new TreeMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "0.0.0.0",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "0.0.0.0",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(MANAGEMENT_PORT)));
        if (video) {
            environment.put("MEDIANEST_YOUTUBE_ROOT", "/media/youtube");
            environment.put("MEDIANEST_YOUTUBE_YT_DLP_JS_RUNTIME", "quickjs");
            environment.put("MEDIANEST_YOUTUBE_YT_DLP_REMOTE_COMPONENTS", "ejs:github");
        }
        return new Image(
                service.name(),
                "MediaNest's " + service.name(),
                service.name(),
                video ? "video" : "java",
                "quarkus-run.jar",
                JvmProfile.HOME.options(service.jvm()),
                environment,
                port);
    }

    /** Whether it is a plain program, and not a service. */
    boolean isProgram() {
        return port == 0;
    }

    /** What is run: a reaper first, where programs are started that may leave others behind. */
    List<String> entrypoint() {
        List<String> java = List.of(
                "/opt/java/bin/java",
                "-XX:AOTCache=" + Stage.CACHE,
                // Without a word where other options of the JVM make it useless.
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-jar",
                jar);
        return base.equals("video")
                ? Stream.concat(Stream.of("/usr/bin/tini", "--"), java.stream()).toList()
                : java;
    }

    /** All variables. */
    Map<String, String> variables() {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("JDK_JAVA_OPTIONS", String.join(" ", options));
        all.put("LANG", "C.UTF-8");
        all.put("PATH", "/opt/java/bin:/usr/local/bin:/usr/bin:/bin");
        return all;
    }

    /** Where it listens for anybody, the port of health and metrics last. */
    List<Integer> ports() {
        return isProgram() ? List.of() : List.of(port, MANAGEMENT_PORT);
    }
}
