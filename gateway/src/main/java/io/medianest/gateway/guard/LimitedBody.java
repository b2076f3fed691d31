package io.medianest.gateway.guard;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request body that fails as soon as it is longer than allowed, so that chunked bodies are bounded too although
 * nobody said their length beforehand. Holds nothing back and buffers nothing.
 */
public final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long limit;
    private long received;
    private boolean ended;
    private @Nullable Handler<Throwable> failureHandler;

    /**
     * @param body the body as it arrives
     * @param limit the most bytes that pass
     */
    public LimitedBody(ReadStream<Buffer> body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    /** Whether more came than is allowed. */
    public boolean isExceeded() {
        return received > limit;
    }

    /** Whether the whole body has come. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failureHandler = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : part -> pass(part, handler));
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(end -> {
            ended = true;
            if (handler != null) {
                handler.handle(null);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    private void pass(Buffer part, Handler<Buffer> handler) {
        if (isExceeded()) {
            return;
        }
        received += part.length();
        if (!isExceeded()) {
            handler.handle(part);
        } else if (failureHandler != null) {
            failureHandler.handle(new BodyTooLargeException());
        }
    }

    private static final class BodyTooLargeException extends RuntimeException {
        BodyTooLargeException() {
            super("The body is longer than allowed", null, false, false);
        }
    }
}
