package io.medianest.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** An open stream of server-sent events, which tells when events arrive. */
public final class EventStream {
    private static final String EVENT = "event:";
    private static final String OPENED = "200 OK";

    private final NetSocket socket;
    private final LongConsumer arrived;
    private final Promise<EventStream> opened = Promise.promise();
    private String rest = "";

    private EventStream(NetSocket socket, LongConsumer arrived) {
        this.socket = socket;
        this.arrived = arrived;
    }

    /**
     * Opens one.
     *
     * @param request the GET
     * @param arrived called with {@link System#nanoTime} for each event
     * @return completes when the server has begun to answer; fails if it refuses
     */
    public static Future<EventStream> open(NetClient client, URI server, Buffer request, LongConsumer arrived) {
        return client.connect(server.getPort(), server.getHost()).compose(socket -> {
            EventStream stream = new EventStream(socket, arrived);
            socket.handler(stream::receive);
            socket.closeHandler(closed -> stream.opened.tryFail("The stream was closed before it was open"));
            return socket.write(request).compose(sent -> stream.opened.future());
        });
    }

    /** Closes it. */
    public Future<Void> close() {
        return socket.close();
    }

    private void receive(Buffer part) {
        long now = System.nanoTime();
        String text = rest + part.toString(StandardCharsets.UTF_8);
        if (!opened.future().isComplete()) {
            if (text.lines().findFirst().orElse("").endsWith(OPENED)) {
                opened.complete(this);
            } else {
                opened.fail("The stream was refused: " + text);
            }
        }
        int after = 0;
        for (int at = text.indexOf(EVENT); at >= 0; at = text.indexOf(EVENT, after)) {
            after = at + EVENT.length();
            arrived.accept(now);
        }
        // A name may be cut in two by the network.
        rest = text.substring(Math.max(after, text.length() - EVENT.length() + 1));
    }
}
