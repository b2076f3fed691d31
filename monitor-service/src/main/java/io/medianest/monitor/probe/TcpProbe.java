package io.medianest.monitor.probe;

import io.medianest.runtime.address.AddressRule;
import io.medianest.runtime.address.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Anything that listens: a connection, without a word. */
@ApplicationScoped
class TcpProbe implements Probe {
    private final AddressRule rule;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TcpProbe(AddressRule rule) {
        this.rule = rule;
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    @Override
    public Uni<ProbeResult> look(Target target) {
        URI url = target.url();
        return url == null
                ? Uni.createFrom().item(ProbeResult.down("It has no address."))
                : Uni.createFrom().item(() -> connect(target, url)).runSubscriptionOn(threads);
    }

    private ProbeResult connect(Target target, URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(rule.permit(url.getHost(), Origin.of(url).port()).socket(), (int)
                    target.timeout().toMillis());
            return ProbeResult.up();
        } catch (IOException e) {
            return ProbeResult.down("Nothing listens there.");
        }
    }
}
