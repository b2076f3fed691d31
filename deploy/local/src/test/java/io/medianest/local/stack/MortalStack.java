package io.medianest.local.stack;

import io.medianest.database.DatabaseBootstrap;
import io.medianest.database.ServiceConnections.ServiceConnection;
import io.medianest.local.installation.Installation;
import io.medianest.local.installation.Secrets;
import io.medianest.stores.KafkaServer;
import io.medianest.stores.PostgresServer;
import io.medianest.stores.PostgresServer.Durability;
import io.medianest.stores.RedisServer;
import io.medianest.stores.RedisServer.Persistence;
import io.medianest.stores.jvm.JvmProfile;
import io.medianest.stores.process.ChildProcess;
import io.medianest.stores.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The packaged suite with durable stores, put together from the launcher's own parts, of which each can be killed,
 * stopped and started again on what it left behind.
 */
public final class MortalStack implements AutoCloseable {
    private static final long MEGABYTES_NEEDED = 512;
    private static final int DATABASE = 0;
    private static final int REDIS = 1;
    private static final int KAFKA = 2;

    private final Circumstances circumstances;
    private final Installation installation;
    private final Secrets secrets;
    private final List<Integer> ports = Ports.free(3);
    private final Services services;
    private final SlowLine databaseLine;
    private final Children starts = new Children();
    private @Nullable ChildProcess another;
    private final Map<Member, ChildProcess> running = new EnumMap<>(Member.class);
    private final Map<Member, Balancer> balancers = new ConcurrentHashMap<>();
    private final AtomicInteger instances = new AtomicInteger();

    /**
     * What is not as usual.
     *
     * @param environment of the services
     * @param postgres the folder of PostgreSQL, if it is not to be with all else
     * @param slowLine whether the services reach PostgreSQL by a line that can be slowed down
     * @param replaceable whether services are reached as in a cluster, so that one instance can take the place of another
     */
    public record Circumstances(
            Map<String, String> environment, Optional<Path> postgres, boolean slowLine, boolean replaceable) {
        /** All as usual, but for this environment. */
        public static Circumstances usual(Map<String, String> environment) {
            return new Circumstances(environment, Optional.empty(), false, false);
        }

        /** As {@link #usual}, and services can be replaced. */
        public static Circumstances replaceable(Map<String, String> environment) {
            return new Circumstances(environment, Optional.empty(), false, true);
        }
    }

    private MortalStack(Circumstances circumstances) {
        this.circumstances = circumstances;
        Path project = Path.of(System.getProperty("medianest.project.root"));
        installation = new Installation(project, temporary());
        installation.prepare(MEGABYTES_NEEDED);
        secrets = Secrets.of(installation);
        databaseLine = SlowLine.to(ports.get(DATABASE));
        int seenPort = circumstances.slowLine() ? databaseLine.port() : ports.get(DATABASE);
        StackOptions options = StackOptions.of(installation).withPort(0).withEnvironment(circumstances.environment());
        services = new Services(options, addresses(seenPort), secrets, Map.of());
    }

    /** Starts everything; returns when everything is ready. */
    public static MortalStack start(Circumstances circumstances) {
        MortalStack stack = new MortalStack(circumstances);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Kills all of these at once by SIGKILL; returns when they are gone. */
    public void kill(Collection<Member> members) {
        List<ChildProcess> victims = members.stream().map(this::taken).toList();
        victims.forEach(victim -> ProcessHandle.of(victim.identity().pid()).ifPresent(ProcessHandle::destroyForcibly));
        victims.forEach(victim -> victim.onExit().join());
    }

    /** Stops one in order. */
    public void stop(Member member) {
        taken(member).stop();
    }

    /**
     * Replaces the instance of a service as a cluster does: starts another one, leads new connections to it when it is
     * ready, and tells the old one to stop; returns when that has ended.
     */
    public void replace(Member service) {
        ChildProcess old = taken(service);
        started(service);
        old.stop();
    }

    /** Starts these, the stores first; returns when they are ready. */
    public void startAgain(Collection<Member> members) {
        startThose(members, Member::isStore);
        startThose(members, member -> !member.isStore());
    }

    /** Starts one more instance of a service beside the one that runs; returns where it is when it is ready. */
    public URI startAnother(Member service) {
        Endpoint endpoint = Endpoint.free();
        another = services.startAnother(definition(service), endpoint);
        another.awaitReady(endpoint::isReady, Services.START_TIMEOUT);
        return endpoint.address();
    }

    /** Where the media-service is that the gateway knows. */
    public URI mediaService() {
        return endpoint(Member.MEDIA_SERVICE).address();
    }

    /** Whether it still runs. */
    public synchronized boolean isRunning(Member member) {
        ChildProcess process = running.get(member);
        return process != null && process.isAlive();
    }

    /** Where its files are. */
    public Installation installation() {
        return installation;
    }

    /** Where the gateway is. */
    public URI gateway() {
        return endpoint(Member.GATEWAY).address();
    }

    /** Where a service tells whether it is ready. */
    public URI readiness(Member service) {
        return endpoint(service).readiness();
    }

    /** Makes what PostgreSQL answers late. */
    public SlowLine databaseLine() {
        return databaseLine;
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return addresses(ports.get(DATABASE)).kafka();
    }

    /** The token that makes the first ADMIN. */
    public String setupToken() {
        return secrets.setupToken().orElseThrow();
    }

    /** Enters how a service around MediaNest is reached. */
    public void connect(ServiceConnection connection) {
        new Database(addresses(ports.get(DATABASE)), secrets).connect(connection);
    }

    /** Asks a query that may end the server; returns whether it was answered. */
    public boolean tryQuery(String sql) {
        try {
            query(sql);
            return true;
        } catch (IllegalStateException notAnswered) {
            return false;
        }
    }

    /** The rows of a query, each as its columns, asked past all that is slow. */
    public List<List<String>> query(String sql) {
        StoreAddresses direct = addresses(ports.get(DATABASE));
        try (Connection connection = DriverManager.getConnection(
                        direct.jdbcUrl(), PostgresServer.SUPERUSER, direct.superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    columns.add(String.valueOf(rows.getString(column)));
                }
                found.add(columns);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        starts.close();
        if (another != null) {
            another.stop();
            another = null;
        }
        EnumSet.of(
                        Member.GATEWAY,
                        Member.AUTH_SERVICE,
                        Member.MEDIA_SERVICE,
                        Member.YOUTUBE_SERVICE,
                        Member.MONITOR_SERVICE)
                .stream()
                .filter(this::isRunning)
                .forEach(this::stop);
        EnumSet.of(Member.KAFKA, Member.REDIS, Member.POSTGRES).stream()
                .filter(this::isRunning)
                .forEach(this::stop);
        databaseLine.close();
        balancers.values().forEach(Balancer::close);
    }

    private void startAll() {
        startAgain(EnumSet.of(Member.KAFKA, Member.REDIS, Member.POSTGRES));
        StoreAddresses direct = addresses(ports.get(DATABASE));
        new Database(direct, secrets).prepare();
        new TopicCreation(direct.kafka()).run();
        startAgain(EnumSet.of(
                Member.AUTH_SERVICE,
                Member.MEDIA_SERVICE,
                Member.YOUTUBE_SERVICE,
                Member.MONITOR_SERVICE,
                Member.GATEWAY));
    }

    private void startThose(Collection<Member> members, Predicate<Member> which) {
        List<Callable<ChildProcess>> wanted = new ArrayList<>();
        for (Member member : members.stream().filter(which).toList()) {
            wanted.add(() -> started(member));
        }
        starts.inParallel(wanted);
    }

    private ChildProcess started(Member member) {
        ChildProcess process = switch (member) {
            case POSTGRES ->
                PostgresServer.start(
                                circumstances.postgres().orElse(installation.postgres()),
                                installation.logs(),
                                ports.get(DATABASE),
                                secrets.password("postgres"),
                                Durability.DURABLE)
                        .process();
            case REDIS ->
                RedisServer.start(
                                installation.redis(),
                                installation.logs(),
                                ports.get(REDIS),
                                secrets.password("redis"),
                                Persistence.KEPT)
                        .process();
            case KAFKA ->
                KafkaServer.start(installation.kafka(), installation.logs(), ports.get(KAFKA), JvmProfile.HOME)
                        .process();
            case AUTH_SERVICE, MEDIA_SERVICE, YOUTUBE_SERVICE, MONITOR_SERVICE, GATEWAY ->
                circumstances.replaceable() ? startedBehindItsAddress(member) : services.start(definition(member));
        };
        synchronized (this) {
            running.put(member, process);
        }
        return process;
    }

    private ChildProcess startedBehindItsAddress(Member service) {
        Balancer balancer = balancers.computeIfAbsent(service, member -> Balancer.at(endpoint(member)));
        Endpoint instance = Endpoint.free();
        ChildProcess process =
                services.startAnother(definition(service), Integer.toString(instances.incrementAndGet()), instance);
        process.awaitReady(instance::isReady, Services.START_TIMEOUT);
        balancer.lead(instance);
        return process;
    }

    private synchronized ChildProcess taken(Member member) {
        ChildProcess process = running.remove(member);
        if (process == null) {
            throw new IllegalStateException(member.label() + " does not run");
        }
        return process;
    }

    private Endpoint endpoint(Member service) {
        return services.endpoint(definition(service));
    }

    private static ServiceDefinition definition(Member member) {
        return Suite.MEDIANEST.services().stream()
                .filter(service -> service.name().equals(member.label()))
                .findFirst()
                .orElse(Suite.MEDIANEST.gateway());
    }

    private StoreAddresses addresses(int databasePort) {
        return new StoreAddresses(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(databasePort),
                PostgresServer.SUPERUSER,
                secrets.password("postgres"),
                DatabaseBootstrap.DATABASE,
                "redis://127.0.0.1:%d".formatted(ports.get(REDIS)),
                Optional.of(secrets.password("redis")),
                "127.0.0.1:%d".formatted(ports.get(KAFKA)));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("medianest-faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
