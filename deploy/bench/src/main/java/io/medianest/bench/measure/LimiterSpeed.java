package io.medianest.bench.measure;

import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.RedisConnection;
import io.medianest.bench.load.Request;
import io.medianest.local.stack.StoreAddresses;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many decisions about limits Redis takes in a second. The gateway's own command is looked at as it comes by, and
 * given again and again for many subjects; so it is always the one that is really used.
 */
public final class LimiterSpeed implements Measurement {
    private static final String GROUP = "limits";
    private static final int CONNECTIONS = 20;
    private static final int SUBJECTS = 1_000;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int FIRST_KEY = 3;
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Override
    public List<Figure> take(Workbench bench) {
        List<String> seen = decision(bench);
        if (seen.isEmpty()) {
            return List.of();
        }
        Rounds rounds = new Rounds(bench)
                .with("one subject", workers(bench, seen, 1))
                .with("many subjects", workers(bench, seen, SUBJECTS))
                .run();
        return List.of(
                Figure.of(GROUP, "decisions about one subject", rounds.perSecond("one subject"), "/s"),
                Figure.of(GROUP, "decisions about many subjects", rounds.perSecond("many subjects"), "/s"));
    }

    private static List<Supplier<Future<?>>> workers(Workbench bench, List<String> seen, int subjects) {
        List<Buffer> commands = new ArrayList<>();
        for (int subject = 0; subject < subjects; subject++) {
            List<String> command = new ArrayList<>(seen);
            command.set(FIRST_KEY, "rl:{bench-" + subject + "}:general");
            commands.add(RedisConnection.command(command));
        }
        StoreAddresses stores = bench.stack().stores();
        AtomicInteger turn = new AtomicInteger();
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            RedisConnection connection = bench.await(() -> RedisConnection.open(
                    bench.client(),
                    URI.create(stores.redisUrl()),
                    stores.redisPassword().orElseThrow()));
            workers.add(() -> connection.send(commands.get(Math.floorMod(turn.getAndIncrement(), subjects))));
        }
        return workers;
    }

    /** The words of the command with which the gateway asks; empty if it asks nothing. */
    private static List<String> decision(Workbench bench) {
        StoreAddresses stores = bench.stack().stores();
        URI redis = URI.create(stores.redisUrl());
        try (Socket socket = new Socket(redis.getHost(), redis.getPort());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Buffer watch = RedisConnection.command(
                            List.of("AUTH", stores.redisPassword().orElseThrow()))
                    .appendBuffer(RedisConnection.command(List.of("MONITOR")));
            socket.getOutputStream().write(watch.getBytes());
            lines.readLine();
            lines.readLine();
            HttpConnection gateway = bench.connect(bench.gateway(), 1).getFirst();
            String token = bench.tokens().user(Household.person(1));
            bench.await(() -> gateway.send(Request.get(bench.gateway(), ListSpeed.PATH, token)));
            String line = lines.readLine();
            while (line != null && !line.toLowerCase(Locale.ROOT).contains("\"evalsha\"")) {
                line = lines.readLine();
            }
            return line == null ? List.of() : words(line);
        } catch (SocketTimeoutException nothing) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be watched", e);
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }
}
