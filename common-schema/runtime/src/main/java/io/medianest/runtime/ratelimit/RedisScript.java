package io.medianest.runtime.ratelimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A script that Redis runs as one step. It is sent by its name; in full only when Redis does not know it (any more). */
public final class RedisScript {
    private final String source;
    private final String sha1;

    /** @param source Lua */
    public RedisScript(String source) {
        this.source = source;
        sha1 = sha1(source);
    }

    /**
     * Runs it.
     *
     * @param keys what the script works on
     * @param arguments whatever else it needs
     */
    public Uni<Response> run(RedisAPI redis, List<String> keys, List<String> arguments) {
        return redis.evalsha(command(sha1, keys, arguments))
                .onFailure(RedisScript::isUnknown)
                .recoverWithUni(() -> redis.eval(command(source, keys, arguments)));
    }

    private static List<String> command(String script, List<String> keys, List<String> arguments) {
        List<String> command = new ArrayList<>(keys.size() + arguments.size() + 2);
        command.add(script);
        command.add(Integer.toString(keys.size()));
        command.addAll(keys);
        command.addAll(arguments);
        return command;
    }

    private static boolean isUnknown(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static String sha1(String text) {
        try {
            // Redis names scripts so; nothing is protected by it.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-1", e);
        }
    }
}
