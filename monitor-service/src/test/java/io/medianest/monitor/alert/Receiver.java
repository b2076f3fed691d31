package io.medianest.monitor.alert;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes what is posted, as a webhook or an ntfy server does. */
final class Receiver implements AutoCloseable {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile int usual = 200;

    /** A call. */
    record Received(String path, Headers headers, String text) {
        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonPath json() {
            return JsonPath.from(text);
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers so from now on. */
    Receiver answers(int status) {
        usual = status;
        return this;
    }

    /** Answers so once each, before it answers as usual. */
    Receiver first(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    /** Everything that came, the oldest first. */
    List<Received> all() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), text));
        Integer status = answers.poll();
        int answered = status == null ? usual : status;
        if (answered >= 300 && answered < 400) {
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        }
        exchange.sendResponseHeaders(answered, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
