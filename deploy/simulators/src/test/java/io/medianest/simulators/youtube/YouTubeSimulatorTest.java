package io.medianest.simulators.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What YouTube answers, through the proxy; the bytes are files of the test's, so that no ffmpeg is needed. */
class YouTubeSimulatorTest {
    private static final String LIST = "PLtalkstalkstalks";
    private static final String VIDEO = "aaaaaaaaaaa";

    @TempDir
    private static Path folder;

    private static YouTubeSimulator simulator;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        for (Format format : Format.ALL) {
            Files.writeString(folder.resolve(format.itag() + "-3s.mp4"), "0123456789");
        }
        simulator = YouTubeSimulator.start("127.0.0.1", 0, folder);
        URI proxy = URI.create(simulator.proxyUrl());
        client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .sslContext(trusting(simulator.certificate()))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void publish() {
        simulator.reset();
        simulator.channel().addVideo(VIDEO, "A </script> talk", 3);
        simulator.channel().addVideo("bbbbbbbbbbb", "Hidden", 3);
        simulator.channel().trouble("bbbbbbbbbbb", Trouble.PRIVATE);
        simulator.channel().addPlaylist(LIST, "Talks", List.of(VIDEO, "bbbbbbbbbbb"));
    }

    @Test
    void aPlaylistIsAPageWithItsVideos() throws Exception {
        String page = get("https://www.youtube.com/playlist?list=" + LIST).body();

        assertThat(page)
                .contains("var ytInitialData = ", "INNERTUBE_CONTEXT", VIDEO, "[Private video]", "\"isPlayable\":false")
                .doesNotContain("A </script> talk", "\"Hidden\"");
        assertThat(get("https://www.youtube.com/playlist?list=PLother").body())
                .contains("The playlist does not exist.");
    }

    @Test
    void aPlayerIsToldTheFormsOfAVideo() throws Exception {
        JsonObject player = player(VIDEO);

        assertThat(player.getJsonObject("playabilityStatus").getString("status"))
                .isEqualTo("OK");
        assertThat(player.getJsonObject("streamingData").getJsonArray("adaptiveFormats"))
                .hasSize(3)
                .allSatisfy(format -> assertThat(((JsonObject) format).getString("contentLength"))
                        .isEqualTo("10"));
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, Private video",
        "UNAVAILABLE, Video unavailable",
        "MEMBERS_ONLY, Join this channel",
        "AGE_RESTRICTED, Sign in to confirm your age",
        "BOT_CHECK, not a bot"
    })
    void whatIsTheMatterIsSaidInYouTubesWords(Trouble trouble, String words) throws Exception {
        simulator.channel().trouble(trouble);

        assertThat(player(VIDEO).getJsonObject("playabilityStatus").getString("reason"))
                .contains(words);
        assertThat(player("nosuchvideo").encode()).contains("Video unavailable");
    }

    @Test
    void tooManyRequestsAre429() throws Exception {
        simulator.channel().trouble(Trouble.RATE_LIMITED);

        assertThat(get("https://www.youtube.com/playlist?list=" + LIST).statusCode())
                .isEqualTo(429);
        assertThat(get("https://www.youtube.com/watch?v=" + VIDEO).statusCode()).isEqualTo(429);
        assertThat(playback("bytes=0-3").statusCode()).isEqualTo(429);
    }

    @Test
    void bytesComeWholeInPartsAndResumed() throws Exception {
        assertThat(playback(null).body()).isEqualTo("0123456789");
        assertThat(playback("bytes=4-").body()).isEqualTo("456789");
        assertThat(playback("bytes=2-3").headers().firstValue("Content-Range")).contains("bytes 2-3/10");
        assertThat(playback("bytes=10-").statusCode()).isEqualTo(416);

        simulator.channel().trouble(VIDEO, Trouble.DROPPED);
        assertThatThrownBy(() -> playback("bytes=0-")).isInstanceOf(IOException.class);
        assertThat(playback("bytes=5-").body()).isEqualTo("56789");
    }

    @Test
    void nobodyElseIsReached() {
        for (String host :
                List.of("evil.example", "www.youtube.com.evil.example", "127.0.0.1", "www.youtube.com:444")) {
            assertThatThrownBy(() -> get("https://" + host + "/")).isInstanceOf(IOException.class);
        }
        assertThat(simulator.refused()).hasSize(4).first().asString().startsWith("CONNECT evil.example:443");
    }

    @Test
    void theCertificateIsKept() throws IOException {
        String before = Files.readString(simulator.certificate());
        try (YouTubeSimulator other = YouTubeSimulator.start("127.0.0.1", 0, folder)) {
            assertThat(Files.readString(other.certificate())).isEqualTo(before);
        }
    }

    private static HttpResponse<String> playback(String range) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("https://r1---sn-simulated.googlevideo.com/videoplayback?itag=137&id=" + VIDEO));
        if (range != null) {
            request.header("Range", range);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static JsonObject player(String video) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://www.youtube.com/youtubei/v1/player"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("videoId", video).encode()))
                .build();
        return new JsonObject(client.send(request, BodyHandlers.ofString()).body());
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "youtube", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
