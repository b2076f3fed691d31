package io.medianest.monitor.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers as the management port of youtube-service does. */
public final class YouTubeHealth {
    private static volatile boolean ready = true;
    private static volatile int toolAge = 3;
    private static volatile int free = 500;

    private YouTubeHealth() {}

    /** Starts it; answers where its readiness is. */
    static String start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/q/health", exchange -> {
                byte[] body = """
                        {"status":"UP","checks":[
                          {"name":"video tools","status":"UP",
                           "data":{"yt-dlp":"2026.10.26","yt-dlp age in days":%d,"ffmpeg":"7.1"}},
                          {"name":"youtube-queue","status":"UP","data":{"diskFreeBytes":%d,"diskTotalBytes":1000}}]}
                        """.formatted(toolAge, free).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/q/health/ready";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it says that it is ready. */
    public static void ready(boolean is) {
        ready = is;
    }

    /** What it says of yt-dlp and of the disk. */
    public static void tells(int toolAgeInDays, int freeOfThousand) {
        toolAge = toolAgeInDays;
        free = freeOfThousand;
    }
}
