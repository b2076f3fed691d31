package io.medianest.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an HTTP/1.1 server, one request at a time. It reads only as much of an answer as it must, so that
 * the processors of a small machine are left to what is measured. Not safe for use by several threads.
 */
public final class HttpConnection {
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;

    private final NetClient client;
    private final URI server;
    private NetSocket socket;
    private volatile boolean closed;
    private Buffer received = Buffer.buffer();
    private int bodyAt = -1;
    private int length;
    private @Nullable Promise<Answer> waiting;

    private HttpConnection(NetClient client, URI server, NetSocket socket) {
        this.client = client;
        this.server = server;
        this.socket = socket;
        listen();
    }

    /** Connects to a server. */
    public static Future<HttpConnection> open(NetClient client, URI server) {
        return connect(client, server).map(socket -> new HttpConnection(client, server, socket));
    }

    /**
     * Sends a request; over a new connection if the server has closed this one meanwhile, as it does with idle ones.
     *
     * @param request head and body as they go over the wire
     * @return the answer; fails if the connection is lost
     */
    public Future<Answer> send(Buffer request) {
        if (waiting != null) {
            throw new IllegalStateException("The answer before has not arrived yet");
        }
        Promise<Answer> answer = Promise.promise();
        waiting = answer;
        if (closed) {
            connect(client, server).onFailure(this::fail).onSuccess(next -> {
                socket = next;
                closed = false;
                listen();
                write(request);
            });
        } else {
            write(request);
        }
        return answer.future();
    }

    /** Whether the server has closed it. */
    boolean isClosed() {
        return closed;
    }

    private static Future<NetSocket> connect(NetClient client, URI server) {
        return client.connect(server.getPort(), server.getHost());
    }

    private void listen() {
        socket.handler(this::receive);
        socket.exceptionHandler(this::fail);
        socket.closeHandler(end -> {
            closed = true;
            fail(new IOException("The server has closed the connection"));
        });
    }

    private void write(Buffer request) {
        socket.write(request).onFailure(this::fail);
    }

    private void receive(Buffer part) {
        received = received.length() == 0 ? part : received.appendBuffer(part);
        if (bodyAt < 0) {
            readHead();
        }
        if (bodyAt >= 0 && isComplete()) {
            complete();
        }
    }

    private void readHead() {
        String text = received.getString(0, received.length(), StandardCharsets.ISO_8859_1.name());
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return;
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        bodyAt = end + END_OF_HEAD.length();
        int at = head.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            int from = head.indexOf(':', at) + 1;
            int to = head.indexOf("\r\n", from);
            length = Integer.parseInt(
                    head.substring(from, to < 0 ? head.length() : to).strip());
        } else {
            length = head.contains("\r\ntransfer-encoding: chunked") ? -1 : 0;
        }
    }

    private boolean isComplete() {
        if (length >= 0) {
            return received.length() >= bodyAt + length;
        }
        int end = received.length();
        return end - bodyAt >= LAST_CHUNK.length()
                && received.getString(end - LAST_CHUNK.length(), end).equals(LAST_CHUNK);
    }

    private void complete() {
        Promise<Answer> answer = waiting;
        if (answer == null) {
            fail(new IOException("An answer came that nobody has asked for"));
            return;
        }
        int status = Integer.parseInt(received.getString(STATUS_AT, STATUS_END));
        Buffer body = received.getBuffer(bodyAt, received.length());
        received = Buffer.buffer();
        bodyAt = -1;
        waiting = null;
        answer.complete(new Answer(status, body));
    }

    private void fail(Throwable failure) {
        Promise<Answer> answer = waiting;
        waiting = null;
        if (answer != null) {
            answer.tryFail(failure);
        }
    }

    /**
     * An answer.
     *
     * @param status its code
     * @param body as it came, with the sizes of chunks if it was chunked
     */
    public record Answer(int status, Buffer body) {
        /**
         * Expects success.
         *
         * @throws IllegalStateException showing the answer if its status is another one
         */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Instead of %d came %d: %s".formatted(expected, status, body));
            }
            return this;
        }
    }
}
