package io.medianest.local.stack;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A line to a server of this machine, whose answers take as long as one wants. */
public final class SlowLine implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final int target;
    private volatile long delay;
    private int port;

    private SlowLine(int target) {
        this.target = target;
    }

    static SlowLine to(int target) {
        SlowLine line = new SlowLine(target);
        line.port = line.vertx
                .createNetServer()
                .connectHandler(line::join)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return line;
    }

    int port() {
        return port;
    }

    /** From now on each answer comes that much later. */
    public void delay(Duration delay) {
        this.delay = delay.toMillis();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void join(NetSocket near) {
        near.pause();
        client.connect(target, HOST).onFailure(refused -> near.close()).onSuccess(far -> {
            Queue<Buffer> late = new ArrayDeque<>();
            far.handler(answer -> pass(answer, late, near));
            near.handler(far::write);
            far.closeHandler(closed -> near.close());
            near.closeHandler(closed -> far.close());
            near.resume();
        });
    }

    /** Each timer passes the oldest answer on, so that their order stays when the delay changes. */
    private void pass(Buffer answer, Queue<Buffer> late, NetSocket near) {
        if (delay == 0 && late.isEmpty()) {
            near.write(answer);
        } else {
            late.add(answer);
            vertx.setTimer(Math.max(1, delay), timer -> near.write(late.remove()));
        }
    }
}
