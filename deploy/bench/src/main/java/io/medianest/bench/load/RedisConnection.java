package io.medianest.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to Redis, one command at a time; understands answers of simple values and flat lists of numbers. */
public final class RedisConnection {
    private static final char LIST = '*';
    private static final char ERROR = '-';

    private final NetSocket socket;
    private String received = "";
    private @Nullable Promise<String> waiting;

    private RedisConnection(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::receive);
        socket.closeHandler(closed -> fail(new IOException("Redis has closed the connection")));
    }

    /** Connects and signs in. */
    public static Future<RedisConnection> open(NetClient client, URI server, String password) {
        return client.connect(server.getPort(), server.getHost())
                .map(RedisConnection::new)
                .compose(connection ->
                        connection.send(command(List.of("AUTH", password))).map(connection));
    }

    /** A command as it goes over the wire. */
    public static Buffer command(List<String> words) {
        Buffer command = Buffer.buffer("*" + words.size() + "\r\n");
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            command.appendString("$" + bytes.length + "\r\n").appendBytes(bytes).appendString("\r\n");
        }
        return command;
    }

    /** Sends a command; fails if Redis refuses it. */
    public Future<String> send(Buffer command) {
        Promise<String> answer = Promise.promise();
        waiting = answer;
        socket.write(command).onFailure(this::fail);
        return answer.future();
    }

    private void receive(Buffer part) {
        received += part.toString(StandardCharsets.UTF_8);
        if (!received.endsWith("\r\n") || received.lines().count() < lines()) {
            return;
        }
        String text = received;
        received = "";
        Promise<String> answer = waiting;
        waiting = null;
        if (answer != null && text.charAt(0) == ERROR) {
            answer.fail(new IOException("Redis refuses: " + text));
        } else if (answer != null) {
            answer.complete(text);
        }
    }

    private long lines() {
        String first = received.substring(0, received.indexOf('\r'));
        return first.charAt(0) == LIST ? 1 + Long.parseLong(first.substring(1)) : 1;
    }

    private void fail(Throwable failure) {
        Promise<String> answer = waiting;
        waiting = null;
        if (answer != null) {
            answer.tryFail(failure);
        }
    }
}
