package io.medianest.monitor.error;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Says what is thought of groups of errors. */
@ApplicationScoped
class ErrorGroups {
    private final Transactions transactions;
    private final ErrorRepository repository;
    private final ErrorQueries queries;

    ErrorGroups(Transactions transactions, ErrorRepository repository, ErrorQueries queries) {
        this.transactions = transactions;
        this.repository = repository;
        this.queries = queries;
    }

    /** Sets the status of a group; 404 if there is none of that id, 412 if it is another version. */
    Uni<ErrorGroupView> set(UUID admin, UUID group, GroupStatus status, IfMatch version) {
        return transactions
                .write(
                        AuditActor.user(admin),
                        () -> repository
                                .lockedVersion(group)
                                .map(found -> found.orElseThrow(() -> ProblemException.notFound("group of errors")))
                                .invoke(version::check)
                                .chain(() -> repository.set(group, status, admin)))
                .chain(() -> queries.group(group))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("group of errors")));
    }
}
