package io.medianest.simulators;

import io.medianest.simulators.control.ControlRoutes;
import io.medianest.simulators.control.SimulatorServer;
import io.medianest.simulators.kuma.UptimeKumaSimulator;
import io.medianest.simulators.overseerr.Media;
import io.medianest.simulators.overseerr.MediaStatus;
import io.medianest.simulators.overseerr.OverseerrControl;
import io.medianest.simulators.overseerr.OverseerrOptions;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.overseerr.Product;
import io.medianest.simulators.plex.PlexControl;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.simulators.youtube.YouTubeControl;
import io.medianest.simulators.youtube.YouTubeSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All simulators together: what becomes available in Overseerr is in Plex too, and one control port rules them. */
final class Simulators implements AutoCloseable {

    private final Settings settings;
    private final Vertx vertx;
    private final PlexSimulator plex;
    private final OverseerrSimulator overseerr;
    private final UptimeKumaSimulator kuma;
    private final @Nullable YouTubeSimulator youtube;
    private final SimulatorServer control;

    private Simulators(Settings settings) {
        this.settings = settings;
        // All of the environment is read before anything starts.
        OverseerrOptions options = options(settings);
        int overseerrPort = settings.port("OVERSEERR_PORT");
        int plexTvPort = settings.port("PLEX_TV_PORT");
        int plexPort = settings.port("PLEX_PORT");
        String videos = settings.text("PLEX_YOUTUBE_DIRECTORY").orElse("/media/youtube");
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        this.plex = PlexSimulator.start(settings.host(), plexTvPort, plexPort, videos);
        this.overseerr = OverseerrSimulator.start(settings.host(), overseerrPort, options);
        String kumaKey = settings.secret("UPTIME_KUMA_API_KEY_FILE").orElse(UptimeKumaSimulator.DEFAULT_KEY);
        this.kuma = UptimeKumaSimulator.start(settings.host(), settings.port("UPTIME_KUMA_PORT"), kumaKey);
        int youtubePort = settings.port("YOUTUBE_PORT");
        this.youtube = settings.text("YOUTUBE_FOLDER")
                .map(folder -> YouTubeSimulator.start(settings.host(), youtubePort, Path.of(folder)))
                .orElse(null);
        this.control = SimulatorServer.create(vertx, settings.host(), controlCalls(), Router.router(vertx));
    }

    /** Starts them as the environment says. */
    static Simulators start(Settings settings) {
        Simulators simulators = new Simulators(settings);
        simulators.overseerr.library().onAvailable(simulators::shelve);
        simulators.prepare();
        simulators.control.listen(settings.port("CONTROL_PORT"));
        settings.fulfilAfter()
                .ifPresent(age -> simulators.vertx.setPeriodic(
                        1_000, timer -> simulators.overseerr.library().fulfil(age)));
        return simulators;
    }

    /** Where they answer, by name. */
    JsonObject addresses() {
        JsonObject addresses = new JsonObject()
                .put("control", control.baseUrl())
                .put("overseerr", overseerr.baseUrl())
                .put("plex", plex.server().baseUrl())
                .put("plextv", plex.plexTv().baseUrl())
                .put("uptimekuma", kuma.baseUrl());
        return youtube == null ? addresses : addresses.put("youtube", youtube.proxyUrl());
    }

    @Override
    public void close() {
        overseerr.close();
        kuma.close();
        plex.close();
        if (youtube != null) {
            youtube.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void reset() {
        plex.reset();
        kuma.reset();
        if (youtube != null) {
            youtube.reset();
        }
        overseerr.reset();
        overseerr.options(options(settings));
        prepare();
    }

    private void prepare() {
        settings.secret("PLEX_TOKEN_FILE").ifPresent(token -> plex.accounts().setToken(PlexSimulator.OWNER, token));
        Seed seed = Seed.of(settings.seed());
        seed.sow(plex, overseerr);
        if (youtube != null) {
            seed.sow(youtube.channel());
        }
        // After the seed, so that nobody hears of what has always been there.
        settings.text("OVERSEERR_WEBHOOK_URL")
                .ifPresent(url -> overseerr
                        .webhooks()
                        .register(
                                url,
                                settings.secret("OVERSEERR_WEBHOOK_SECRET_FILE").orElse(null)));
    }

    private void shelve(String type, int tmdbId) {
        if (type.equals("movie")) {
            plex.library().addMovie(tmdbId);
            return;
        }
        Map<Integer, Integer> seasons = overseerr
                .library()
                .find(type, tmdbId)
                .map(Media::seasons)
                .map(Map::copyOf)
                .orElse(Map.of());
        List<Integer> available = seasons.entrySet().stream()
                .filter(season -> season.getValue() == MediaStatus.AVAILABLE)
                .map(Map.Entry::getKey)
                .toList();
        plex.library().addSeasons(tmdbId, available);
    }

    private Router controlCalls() {
        PlexControl plexControl = new PlexControl(plex);
        Router calls = Router.router(vertx);
        calls.get("/").handler(ControlRoutes.json(ctx -> addresses()));
        calls.post("/reset").handler(ControlRoutes.blocking(this::reset));
        calls.route("/overseerr/*").subRouter(new OverseerrControl(overseerr).router(vertx));
        calls.route("/uptimekuma/*").subRouter(kuma.control(vertx));
        calls.route("/plex/*").subRouter(plexControl.serverRouter(vertx));
        calls.route("/plextv/*").subRouter(plexControl.plexTvRouter(vertx));
        if (youtube != null) {
            calls.route("/youtube/*").subRouter(new YouTubeControl(youtube).router(vertx));
        }
        return calls;
    }

    private static OverseerrOptions options(Settings settings) {
        String key = settings.secret("OVERSEERR_API_KEY_FILE").orElse(OverseerrOptions.DEFAULT.apiKey());
        Product product = settings.text("OVERSEERR_PRODUCT")
                .map(name -> Product.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(OverseerrOptions.DEFAULT.product());
        return OverseerrOptions.DEFAULT.withApiKey(key).withProduct(product);
    }
}
