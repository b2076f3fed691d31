package io.medianest.media.support;

import io.medianest.testing.stores.TestStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Empties parts of Redis and makes them older, by a connection of its own. */
public final class RedisKeys {
    private static final String SCRIPT =
            "local n = 0 for _, key in ipairs(redis.call('KEYS', ARGV[1])) do n = n + redis.call('DEL', key) end return n";

    private static final String AGE = """
            local n = 0
            for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
              local value = redis.call('GET', key)
              local colon = string.find(value, ':', 1, true)
              local since = tonumber(string.sub(value, 1, colon - 1)) - tonumber(ARGV[2])
              redis.call('SET', key, string.format('%.0f', since) .. string.sub(value, colon), 'KEEPTTL')
              n = n + 1
            end
            return n
            """;

    private RedisKeys() {}

    /** Removes every key of that pattern; answers how many there were. */
    public static int remove(String pattern) {
        return run(SCRIPT, pattern);
    }

    /** Makes what is kept under every key of that pattern so much older; answers how many there were. */
    public static int age(String pattern, Duration by) {
        return run(AGE, pattern, Long.toString(by.toMillis()));
    }

    private static int run(String script, String... arguments) {
        URI address = URI.create(TestStores.redisUrl());
        try (Socket redis = new Socket(address.getHost(), address.getPort());
                OutputStream out = redis.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(redis.getInputStream(), StandardCharsets.UTF_8))) {
            send(out, "AUTH", TestStores.password());
            expect(in, "+OK");
            List<String> command = new ArrayList<>(List.of("EVAL", script, "0"));
            command.addAll(List.of(arguments));
            send(out, command.toArray(String[]::new));
            return Integer.parseInt(expect(in, ":").substring(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(OutputStream out, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String expect(BufferedReader in, String start) throws IOException {
        String line = in.readLine();
        if (line == null || !line.startsWith(start)) {
            throw new IllegalStateException("Redis answered " + line);
        }
        return line;
    }
}
