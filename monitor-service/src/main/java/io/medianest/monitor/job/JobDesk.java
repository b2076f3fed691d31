package io.medianest.monitor.job;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Takes who wants work to be done now. */
@ApplicationScoped
class JobDesk {
    /** Work that no service does, with who does it. */
    private static final Map<String, String> OF_OTHERS = Map.of(
            "maintain",
            "Only the owner of the database may do this: ./medianest operate maintain, or the CronJob of the cluster.",
            "backup",
            "No service may read all data: ./medianest backup, or docker compose run --rm backup now.");

    private final Transactions transactions;
    private final JobRepository repository;
    private final JobQueries queries;

    JobDesk(Transactions transactions, JobRepository repository, JobQueries queries) {
        this.transactions = transactions;
        this.repository = repository;
        this.queries = queries;
    }

    /** Asks for work; 404 if there is none of that name, 409 {@code RUNS_BY_ITSELF} if no service does it. */
    Uni<Job> request(String name, UUID by) {
        String byWhom = OF_OTHERS.get(name);
        if (byWhom != null) {
            throw ProblemException.conflict("RUNS_BY_ITSELF", byWhom);
        }
        return transactions
                .write(AuditActor.user(by), () -> repository.request(name, by))
                .chain(known -> known ? queries.find(name) : Uni.createFrom().failure(ProblemException.notFound("job")))
                .map(job -> job.orElseThrow(() -> ProblemException.notFound("job")));
    }
}
