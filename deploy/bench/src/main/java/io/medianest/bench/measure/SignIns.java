package io.medianest.bench.measure;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.medianest.bench.data.Household;
import io.medianest.bench.figure.Figure;
import io.medianest.bench.load.ClosedLoop;
import io.medianest.bench.load.HttpConnection;
import io.medianest.bench.load.OpenLoop;
import io.medianest.bench.load.Outcome;
import io.medianest.bench.load.Request;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How many people can sign in with their passwords in a second, sixteen at once, and whether others are still answered
 * at once meanwhile, though each password takes its time to be hashed; then how many refresh tokens can be used.
 */
public final class SignIns implements Measurement {
    private static final String GROUP = "sign-in";
    private static final int AT_ONCE = 16;
    private static final int OTHERS = 10;
    private static final int OTHERS_PER_SECOND = 50;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final double OTHERS_MOST_MILLIS = 20;
    private static final String PASSWORD = "harbour lantern " + UUID.randomUUID();

    @Override
    public List<Figure> take(Workbench bench) {
        URI auth = bench.service("auth-service");
        List<String> addresses = people(bench, auth);
        List<HttpConnection> connections = bench.connect(auth, AT_ONCE);
        List<Supplier<Future<?>>> signIns = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            HttpConnection connection = connections.get(i);
            String address = addresses.get(i);
            signIns.add(() -> signIn(connection, auth, address));
        }
        Together measured = measure(bench, signIns, others(bench, auth));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(GROUP, "16 at once", measured.load().perSecond(), "/s"));
        figures.add(Figure.of(GROUP, "16 at once p99", measured.load().percentile(99), "ms"));
        figures.add(Figure.atMost(
                GROUP, "GET /auth/me meanwhile p99", measured.others().percentile(99), "ms", OTHERS_MOST_MILLIS));
        figures.addAll(refreshes(bench, auth, connections, addresses));
        return figures;
    }

    /** Two loads side by side. */
    private record Together(Outcome load, Outcome others) {}

    private static Together measure(Workbench bench, List<Supplier<Future<?>>> load, List<Supplier<Future<?>>> others) {
        Duration warmUp = bench.pace().warmUp().dividedBy(3);
        Duration length = bench.pace().steady();
        return bench.await(() -> {
            Future<Outcome> loaded = new ClosedLoop(bench.vertx()).run(load, warmUp, length);
            Future<Outcome> answered = new OpenLoop(bench.vertx()).run(others, OTHERS_PER_SECOND, warmUp, length);
            return Future.all(loaded, answered)
                    .map(both -> new Together(
                            loaded.result().expectAllWell("signing in"),
                            answered.result().expectAllWell("others meanwhile")));
        });
    }

    /** The addresses of people with a password, made as an ADMIN makes them. */
    private static List<String> people(Workbench bench, URI auth) {
        HttpConnection connection = bench.connect(auth, 1).getFirst();
        String admin = bench.tokens().admin(Household.admin());
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String address = "signing-in-" + UUID.randomUUID() + "@example.org";
            addresses.add(address);
            String body = "{\"email\":\"%s\",\"name\":\"Somebody\",\"password\":\"%s\"}".formatted(address, PASSWORD);
            bench.await(() -> connection
                    .send(Request.json("POST", auth, "/users", admin, body))
                    .map(answer -> answer.expect(CREATED)));
        }
        return addresses;
    }

    private static List<Supplier<Future<?>>> others(Workbench bench, URI auth) {
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (HttpConnection connection : bench.connect(auth, OTHERS)) {
            String token = bench.tokens().user(Household.person(1 + workers.size()));
            workers.add(
                    () -> connection.send(Request.get(auth, "/auth/me", token)).map(answer -> answer.expect(OK)));
        }
        return workers;
    }

    private static List<Figure> refreshes(
            Workbench bench, URI auth, List<HttpConnection> connections, List<String> addresses) {
        List<Supplier<Future<?>>> workers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            HttpConnection connection = connections.get(i);
            String address = addresses.get(i);
            Newest newest = new Newest(bench.await(() -> signIn(connection, auth, address)));
            workers.add(() -> refresh(connection, auth, newest.token).onSuccess(token -> newest.token = token));
        }
        Rounds rounds = new Rounds(bench).with("refresh", workers).run();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(GROUP, "refreshes", rounds.perSecond("refresh"), "/s"));
        figures.addAll(rounds.cpu(GROUP, "refresh"));
        return figures;
    }

    /** The refresh token to use next; all on the event loop. */
    private static final class Newest {
        private String token;

        Newest(String token) {
            this.token = token;
        }
    }

    /** The refresh token of a new session. */
    private static Future<String> signIn(HttpConnection connection, URI auth, String address) {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(address, PASSWORD);
        return connection.send(Request.json("POST", auth, "/auth/login", body)).map(SignIns::refreshToken);
    }

    private static Future<String> refresh(HttpConnection connection, URI auth, String token) {
        String body = "{\"refreshToken\":\"%s\"}".formatted(token);
        return connection
                .send(Request.json("POST", auth, "/auth/token/refresh", body))
                .map(SignIns::refreshToken);
    }

    private static String refreshToken(HttpConnection.Answer answer) {
        String text = answer.expect(OK).body().toString(StandardCharsets.UTF_8);
        try {
            return JSONObjectUtils.getString(JSONObjectUtils.parse(text), "refreshToken");
        } catch (ParseException e) {
            throw new IllegalStateException("No answer to a sign-in: " + text, e);
        }
    }
}
