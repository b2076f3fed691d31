package io.medianest.local.journey;

import io.medianest.database.LoginRole;
import io.medianest.database.ServiceConnections;
import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.encryption.FieldCipher;
import io.medianest.local.OperateCommand;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secret;
import io.medianest.local.stack.Progress;
import io.medianest.local.stack.Stack;
import io.medianest.local.stack.StackOptions;
import io.medianest.local.stack.Suite;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.simulators.youtube.YouTubeSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The packaged suite, started once for all end-to-end tests the way {@code ./medianest up} starts it, with an Overseerr
 * that the tests hold in their hands. It is set up: the first ADMIN exists.
 */
final class RunningStack {
    /** Of everybody who is new. */
    static final String PASSWORD = "somebody new in the household";

    private static final String ADMIN_EMAIL = "owner@example.org";
    private static final String ADMIN_PASSWORD = "the owner likes long sentences";
    /** Of an access token: shorter than usual, so that who waits for its end waits less, and longer than any test. */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(3);

    /** What happens in Overseerr is looked for more often than in a household, where nobody waits for a test. */
    private static final Map<String, String> SETTINGS =
            // And a test asks more often than a person may.
            Map.of(
                    "MEDIANEST_SYNC_POLL_EVERY", "2s",
                    "MEDIANEST_SESSIONS_ACCESS_TOKEN", TOKEN_LIFE.toString(),
                    "MEDIANEST_RATE_LIMIT_GENERAL", "100000/1m",
                    "MEDIANEST_RATE_LIMIT_REFRESH", "100000/1m",
                    "MEDIANEST_RATE_LIMIT_REFRESH_ADDRESS", "100000/1m");

    private static final RunningStack INSTANCE = start();

    private final Installation installation;
    private final Stack stack;
    private final OverseerrSimulator overseerr;
    private final PlexSimulator plex;
    private final YouTubeSimulator youtube;
    private final TraceCollector traces;
    private final String setupToken;

    private RunningStack(
            Installation installation,
            Stack stack,
            OverseerrSimulator overseerr,
            PlexSimulator plex,
            YouTubeSimulator youtube,
            TraceCollector traces,
            String setupToken) {
        this.installation = installation;
        this.stack = stack;
        this.overseerr = overseerr;
        this.plex = plex;
        this.youtube = youtube;
        this.traces = traces;
        this.setupToken = setupToken;
    }

    static RunningStack get() {
        return INSTANCE;
    }

    /** Nobody, at the gateway. */
    Portal portal() {
        return Portal.at(stack.address());
    }

    /** Where a page of the gateway is. */
    URI page(String path) {
        return stack.address().resolve(path);
    }

    /** A browser that nobody is signed in with. */
    Browser browser() {
        return new Browser(stack.address());
    }

    /** The first ADMIN, signed in. */
    Portal admin() {
        return portal().signIn(ADMIN_EMAIL, ADMIN_PASSWORD, "Owner's laptop");
    }

    /** Somebody new, signed in. */
    Portal newPerson(String name) {
        return portal().signIn(newUser(name), PASSWORD, "phone");
    }

    /** Somebody new who has not signed in yet; returns the address. The password is {@link #PASSWORD}. */
    String newUser(String name) {
        String email = name + "-" + UUID.randomUUID() + "@example.org";
        Portal.Answer created = admin().post("/users", """
                {"email":"%s","name":"%s","password":"%s"}
                """.formatted(email, name, PASSWORD));
        if (created.status() != 201) {
            throw new AssertionError("creating " + name + " answered " + created);
        }
        return email;
    }

    /** What {@code ./medianest operate} says to these words; fails if it could not. */
    String operate(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = new OperateCommand(installation, new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(List.of(words));
        String said = out.toString(StandardCharsets.UTF_8);
        if (code != 0) {
            throw new AssertionError("%s ended with %d and said: %s".formatted(List.of(words), code, said));
        }
        return said;
    }

    /** What a Prometheus would read of each service and the gateway. */
    List<URI> metrics() {
        return Suite.MEDIANEST.all().stream().map(stack::metricsAddress).toList();
    }

    OverseerrSimulator overseerr() {
        return overseerr;
    }

    PlexSimulator plex() {
        return plex;
    }

    YouTubeSimulator youtube() {
        return youtube;
    }

    /** Who collects what everything tells of traces. */
    TraceCollector traces() {
        return traces;
    }

    /** Where downloaded videos lie. */
    Path videos() {
        return installation.youtube();
    }

    /** The token that made the first ADMIN. */
    String setupToken() {
        return setupToken;
    }

    /** Where auth-service listens, past the gateway. */
    int authPort() {
        return port("auth-service");
    }

    /** Where media-service listens, past the gateway. */
    int mediaPort() {
        return port("media-service");
    }

    String bootstrapServers() {
        return stack.stores().kafka();
    }

    /** The first column of a query's rows, asked as the operator. */
    List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        stack.stores().jdbcUrl(),
                        LoginRole.OPERATOR.roleName(),
                        stack.secrets().password("database-" + LoginRole.OPERATOR.roleName()));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Changes what no call changes, such as the past; asked as the owner of all tables. */
    void change(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        stack.stores().jdbcUrl(),
                        LoginRole.MEDIANEST_OWNER.roleName(),
                        stack.secrets().password("database-" + LoginRole.MEDIANEST_OWNER.roleName()));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything that the processes have logged. */
    String logs() {
        try (Stream<Path> files = Files.list(installation.logs())) {
            StringBuilder logs = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                logs.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return logs.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a mail to that address with a link to that page, and returns the link. */
    URI linkMailedTo(String email, String page) {
        Pattern link = Pattern.compile("http\\S+" + page + "#token=[A-Za-z0-9_-]+");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> mails().stream()
                                .filter(mail -> mail.contains("To: " + email))
                                .map(link::matcher)
                                .filter(Matcher::find)
                                .map(found -> URI.create(found.group()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private List<String> mails() throws IOException {
        if (!Files.isDirectory(installation.mail())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(installation.mail())) {
            List<String> mails = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".eml")).toList()) {
                mails.add(Files.readString(file));
            }
            return mails;
        }
    }

    private int port(String service) {
        return Suite.MEDIANEST.services().stream()
                .filter(definition -> definition.name().equals(service))
                .map(definition -> stack.serviceAddress(definition).getPort())
                .findFirst()
                .orElseThrow();
    }

    private static RunningStack start() {
        Path project = Path.of(System.getProperty("medianest.project.root"));
        Installation installation = new Installation(project, home());
        PlexSimulator plex =
                PlexSimulator.start("127.0.0.1", 0, 0, installation.youtube().toString());
        YouTubeSimulator youtube = YouTubeSimulator.start();
        TraceCollector traces = TraceCollector.start();
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("MEDIANEST_TRACES_ENDPOINT", traces.address().toString());
        settings.put("MEDIANEST_AUTH_PLEX_TV_URL", plex.plexTv().baseUrl());
        settings.put("MEDIANEST_AUTH_PLEX_AUTH_URL", plex.plexTv().baseUrl() + "/auth");
        settings.put("MEDIANEST_PLEX_TV_URL", plex.plexTv().baseUrl());
        settings.put("MEDIANEST_YOUTUBE_YT_DLP_PROXY", youtube.proxyUrl());
        settings.put("MEDIANEST_YOUTUBE_YT_DLP_CA_FILE", youtube.certificate().toString());
        settings.put("MEDIANEST_YOUTUBE_QUEUE_SHORTEST_PACE", "0s");
        settings.put("MEDIANEST_YOUTUBE_QUEUE_LONGEST_PACE", "100ms");
        settings.put("MEDIANEST_YOUTUBE_LEAST_FREE", "100M");
        settings.put("MEDIANEST_LIBRARY_EVERY", "1s");
        settings.put("MEDIANEST_LIBRARY_SHARES_EVERY", "1s");
        Stack stack = Stack.prepare(
                StackOptions.of(installation).withPort(0).withEnvironment(settings),
                new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8)));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        stack.start();
        OverseerrSimulator overseerr = OverseerrSimulator.start(0);
        connect(stack, new ServiceConnection("overseerr", overseerr.baseUrl(), overseerr.apiKey(), null));
        connect(
                stack,
                new ServiceConnection(
                        "plex", plex.server().baseUrl(), plex.owner().token(), null));
        overseerr
                .webhooks()
                .register(
                        stack.address().resolve("/api/v1/webhooks/overseerr").toString(),
                        read(stack.secrets().file(Secret.WEBHOOK)).strip());
        String setupToken = stack.secrets().setupToken().orElseThrow();
        setUp(stack.address(), setupToken);
        RunningStack running = new RunningStack(installation, stack, overseerr, plex, youtube, traces, setupToken);
        running.awaitOverseerr();
        return running;
    }

    /** The services learn of a connection some seconds after it is made. */
    private void awaitOverseerr() {
        Portal admin = admin();
        // Another thread would wait for this class, whose instance is only being made.
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(() -> admin.get("/media/trending").status() == 200);
    }

    /** As an ADMIN does it with the runner's {@code connect}. */
    private static void connect(Stack stack, ServiceConnection connection) {
        ServiceConnections.connect(
                stack.stores().jdbcUrl(),
                LoginRole.MEDIANEST_OWNER.roleName(),
                stack.secrets().password("database-" + LoginRole.MEDIANEST_OWNER.roleName()),
                connection,
                FieldCipher.fromKeysetFile(stack.secrets().file(Secret.CONNECTIONS_KEYSET)));
    }

    private static void setUp(URI gateway, String setupToken) {
        Portal.Answer answer =
                Portal.at(gateway).post("/auth/setup", """
                {"setupToken":"%s","email":"%s","name":"Owner","password":"%s"}
                """.formatted(setupToken, ADMIN_EMAIL, ADMIN_PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError("setup answered " + answer);
        }
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("medianest-journey");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
