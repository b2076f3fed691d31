package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.Delivery.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications to whoever registered, one after the other, and loses, repeats or reorders them on demand. Safe
 * for use by several threads.
 */
public final class Webhooks {

    private final Vertx vertx;
    private final WebhookSender sender;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Notification> held = new ArrayList<>();
    private WebhookSettings settings = WebhookSettings.OFF;
    private Future<Void> tail = Future.succeededFuture();
    private Duration delay = Duration.ZERO;
    private boolean beforeAnswer;
    private int toLose;
    private int toRepeat;
    private int toHold;

    Webhooks(Vertx vertx) {
        this.vertx = vertx;
        this.sender = new WebhookSender(vertx);
    }

    /** Registers a receiver for all notifications about requests, as its operator would. */
    public synchronized void register(String url, @Nullable String authHeader) {
        settings = new WebhookSettings(true, 222, url, authHeader, WebhookTemplate.DEFAULT_PAYLOAD);
    }

    /** Loses the next so many notifications; {@link Integer#MAX_VALUE} for all, 0 for none any more. */
    public synchronized void loseNext(int count) {
        toLose = count;
    }

    /** Sends each of the next so many notifications twice. */
    public synchronized void repeatNext(int count) {
        toRepeat = count;
    }

    /** Holds the next so many notifications back, and sends them in reverse once there are so many. */
    public synchronized void reorderNext(int count) {
        toHold = count;
    }

    /** Waits before each notification. */
    public synchronized void delay(Duration delay) {
        this.delay = delay;
    }

    /** Whether the caller of a request gets the answer only after the webhook about it was delivered. */
    public synchronized void beforeAnswer(boolean beforeAnswer) {
        this.beforeAnswer = beforeAnswer;
    }

    /** What became of each notification so far. */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    synchronized boolean isBeforeAnswer() {
        return beforeAnswer;
    }

    synchronized WebhookSettings settings() {
        return settings;
    }

    synchronized void settings(WebhookSettings settings) {
        this.settings = settings;
    }

    synchronized void clear() {
        deliveries.clear();
        held.clear();
        settings = WebhookSettings.OFF;
        delay = Duration.ZERO;
        beforeAnswer = false;
        toLose = 0;
        toRepeat = 0;
        toHold = 0;
    }

    /** Sends a test to these settings; completes with whether the receiver took it. */
    Future<Boolean> test(WebhookSettings target) {
        return sender.send(target, Notification.test())
                .onSuccess(this::note)
                .map(delivery -> delivery.outcome() == Outcome.SENT && success(delivery.status()));
    }

    /** Sends what there is to tell; completes, never fails, when all is sent that is to be sent now. */
    synchronized Future<Void> dispatch(List<Notification> notifications) {
        for (Notification notification : notifications) {
            for (Notification next : plan(notification)) {
                enqueue(next);
            }
        }
        return tail;
    }

    private void enqueue(Notification notification) {
        WebhookSettings target = settings;
        Supplier<Future<Delivery>> send = () -> sender.send(target, notification);
        Duration wait = delay;
        tail = tail.compose(done -> wait.isZero() ? done() : vertx.timer(wait.toMillis()))
                .compose(done -> send.get())
                .onSuccess(this::note)
                .mapEmpty();
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }

    private List<Notification> plan(Notification notification) {
        if (!settings.enabled() || !notification.type().isIn(settings.types())) {
            note(undelivered(notification, Outcome.NOT_WANTED));
            return List.of();
        }
        if (toLose > 0) {
            toLose -= toLose == Integer.MAX_VALUE ? 0 : 1;
            note(undelivered(notification, Outcome.LOST));
            return List.of();
        }
        if (toHold > 0) {
            return hold(notification);
        }
        if (toRepeat > 0) {
            toRepeat--;
            return List.of(notification, notification);
        }
        return List.of(notification);
    }

    private List<Notification> hold(Notification notification) {
        held.addFirst(notification);
        note(undelivered(notification, Outcome.HELD));
        toHold--;
        if (toHold > 0) {
            return List.of();
        }
        List<Notification> reversed = List.copyOf(held);
        held.clear();
        return reversed;
    }

    private synchronized void note(Delivery delivery) {
        deliveries.add(delivery);
    }

    private Delivery undelivered(Notification notification, Outcome outcome) {
        JsonObject payload = outcome == Outcome.NOT_WANTED
                ? null
                : WebhookTemplate.render(WebhookTemplate.DEFAULT_PAYLOAD, notification);
        return new Delivery(notification.type(), WebhookSender.requestId(notification), payload, outcome, null, null);
    }

    private static boolean success(@Nullable Integer status) {
        return status != null && status >= 200 && status < 300;
    }
}
