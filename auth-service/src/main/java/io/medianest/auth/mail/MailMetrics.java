package io.medianest.auth.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Counts mails by what came of them. */
@ApplicationScoped
class MailMetrics {
    private final MeterRegistry registry;
    private final AtomicLong waiting = new AtomicLong();

    MailMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("medianest.auth.mails.waiting", waiting, AtomicLong::get)
                .description("Mails that have not been sent yet")
                .register(registry);
    }

    void count(String outcome) {
        count(outcome, 1);
    }

    void count(String outcome, int mails) {
        registry.counter("medianest.auth.mails", "outcome", outcome).increment(mails);
    }

    void waiting(long mails) {
        waiting.set(mails);
    }
}
