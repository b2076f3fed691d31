package io.medianest.simulators.youtube;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy that leads connections to YouTube's hosts to one server, and no connection anywhere else. */
final class ConnectProxy {
    private static final Pattern REQUEST = Pattern.compile("CONNECT ([^ :]+):(\\d+) HTTP/1\\.[01]\r\n");
    private static final Pattern HOST = Pattern.compile(
            "(youtu\\.be|([a-z0-9-]+\\.)*(youtube\\.com|youtube-nocookie\\.com|googlevideo\\.com|ytimg\\.com))");
    private static final int MAX_HEAD = 16 * 1024;

    private final NetServer server;
    private final NetClient client;
    private final int target;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    /**
     * @param target the port of the server on the loopback address
     */
    ConnectProxy(Vertx vertx, int target) {
        this.target = target;
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(this::accept);
    }

    void listen(String host, int port) {
        await(server.listen(port, host));
    }

    int port() {
        return server.actualPort();
    }

    /** What clients wanted to reach beside YouTube, such as {@code evil.example:443}. */
    List<String> refused() {
        return refused;
    }

    private void accept(NetSocket caller) {
        Buffer head = Buffer.buffer();
        caller.exceptionHandler(broken -> caller.close());
        caller.handler(more -> {
            head.appendBuffer(more);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                lead(caller, text);
            } else if (head.length() > MAX_HEAD) {
                caller.close();
            }
        });
    }

    private void lead(NetSocket caller, String head) {
        Matcher request = REQUEST.matcher(head);
        if (!request.lookingAt()
                || !HOST.matcher(request.group(1)).matches()
                || !request.group(2).equals("443")) {
            refused.add(head.lines().findFirst().orElse(""));
            answer(caller, "403 Forbidden").onComplete(sent -> caller.close());
            return;
        }
        caller.pause();
        client.connect(target, "127.0.0.1").onFailure(e -> caller.close()).onSuccess(server -> {
            server.exceptionHandler(broken -> caller.close());
            answer(caller, "200 Connection established").onSuccess(sent -> {
                caller.pipeTo(server);
                server.pipeTo(caller);
            });
        });
    }

    private static Future<Void> answer(NetSocket caller, String status) {
        return caller.write("HTTP/1.1 " + status + "\r\n\r\n");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
