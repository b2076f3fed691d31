package io.medianest.gateway.stream;

import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.Service;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One service's part of a client's stream. A service that is away is tried again, ever less often, while the others go
 * on; when it is back it resumes after what the client has of it, or else has the client read anew. Used on the
 * request's own context only.
 */
final class SourceStream {
    private static final Logger LOG = Logger.getLogger(SourceStream.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final EventSources opener;
    private final Destination source;
    private final MultiMap headers;
    private final ClientStream client;
    private final Vertx vertx;
    private boolean mayHaveMissed;
    private boolean toldAway;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private @Nullable HttpClientResponse answer;

    /**
     * A part that is not open yet.
     *
     * @param resumed whether the client has listened before, so that without a resume point it may have missed something
     */
    SourceStream(EventSources opener, Destination source, MultiMap headers, ClientStream client, boolean resumed) {
        this.opener = opener;
        this.source = source;
        this.headers = headers;
        this.client = client;
        vertx = ClientStream.vertx();
        mayHaveMissed = resumed;
    }

    void open() {
        if (client.isOver()) {
            return;
        }
        MultiMap own = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        client.points().of(service()).ifPresent(point -> own.set("Last-Event-ID", point));
        opener.open(source, own).onComplete(done -> {
            if (done.succeeded()) {
                answered(done.result());
            } else {
                away(done.cause().toString());
            }
        });
    }

    void pause() {
        if (answer != null) {
            answer.pause();
        }
    }

    void resume() {
        if (answer != null) {
            answer.resume();
        }
    }

    void close() {
        if (answer != null) {
            answer.request().reset();
            answer = null;
        }
    }

    private Service service() {
        return source.service();
    }

    private void answered(HttpClientResponse response) {
        int status = response.statusCode();
        String type = response.getHeader("Content-Type");
        if (client.isOver()) {
            response.request().reset();
        } else if (status == 200 && type != null && type.startsWith("text/event-stream")) {
            listen(response);
        } else {
            response.request().reset();
            if (status == 401) {
                client.end();
            } else if (status < 400 || status >= 500 || status == 429) {
                away("it answered " + status);
            } else {
                LOG.debugf(
                        "The %s service has no stream for this caller: %d",
                        service().label(), status);
            }
        }
    }

    private void listen(HttpClientResponse response) {
        answer = response;
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (toldAway) {
            tell("back");
            toldAway = false;
        }
        if (mayHaveMissed && client.points().of(service()).isEmpty()) {
            tell("reset");
        }
        mayHaveMissed = true;
        EventReader reader = new EventReader(this::pass, this::moved, failure -> broken(response, failure));
        response.handler(reader::read)
                .exceptionHandler(failure -> broken(response, failure))
                .endHandler(ended -> broken(response, null));
        if (!client.isFull()) {
            response.resume();
        }
    }

    private void pass(ServiceEvent event) {
        if (event.name().equals("reset")) {
            client.points().forget(service());
            tell("reset");
            return;
        }
        boolean resumable = event.id() != null;
        if (event.id() != null) {
            client.points().moveTo(service(), event.id());
        }
        client.send(event, resumable);
    }

    /** So that a client resumes there even if it never hears of anything. */
    private void moved(String id) {
        if (!client.points().of(service()).equals(Optional.of(id))) {
            client.points().moveTo(service(), id);
            client.sendPlace();
        }
    }

    private void broken(HttpClientResponse response, @Nullable Throwable cause) {
        if (response.equals(answer)) {
            answer = null;
            response.request().reset();
            // A service that ends a stream in order has often only been started anew, or the token has ended.
            if (cause == null) {
                again();
            } else {
                away(cause.toString());
            }
        }
    }

    private void away(String why) {
        if (client.isOver()) {
            return;
        }
        LOG.debugf("The stream of the %s service is away: %s", service().label(), why);
        if (!toldAway) {
            toldAway = true;
            tell("away");
        }
        again();
    }

    private void again() {
        if (!client.isOver()) {
            mayHaveMissed = true;
            long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
            pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
            vertx.setTimer(pause, timer -> open());
        }
    }

    private void tell(String name) {
        client.send(new ServiceEvent(null, name, "{\"source\":\"" + service().label() + "\"}"), false);
    }
}
