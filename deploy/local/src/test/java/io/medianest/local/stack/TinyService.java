package io.medianest.local.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Stands in for each of the packaged services: ready at once, and answers with the environment it was given. */
public final class TinyService {
    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("TINY_FAILURE")) {
            System.out.println(environment.get("TINY_FAILURE"));
            System.exit(7);
        }
        if (environment.containsKey("MEDIANEST_SIMULATORS_CONTROL_PORT")) {
            System.out.println("SIMULATORS READY");
        }
        String token = environment.get("MEDIANEST_SETUP_TOKEN_FILE");
        if (token != null && !Files.exists(Path.of(token))) {
            Files.writeString(Path.of(token), "the-setup-token");
        }
        String host = environment.getOrDefault("QUARKUS_HTTP_HOST", "127.0.0.1");
        serve(host, Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_PORT", "0")), environment);
        serve("127.0.0.1", Integer.parseInt(environment.getOrDefault("QUARKUS_MANAGEMENT_PORT", "0")), Map.of());
    }

    private static void serve(String host, int port, Map<String, String> content) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        byte[] body = lines(content).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    private static String lines(Map<String, String> content) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(content)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }
}
