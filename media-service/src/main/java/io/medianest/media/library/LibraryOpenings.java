package io.medianest.media.library;

import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Opens libraries to everybody here, and closes them; the audit trail says who did. */
@ApplicationScoped
class LibraryOpenings {
    private final Transactions transactions;
    private final LibraryOpeningRepository repository;
    private final LibraryBrowser browser;

    LibraryOpenings(Transactions transactions, LibraryOpeningRepository repository, LibraryBrowser browser) {
        this.transactions = transactions;
        this.repository = repository;
        this.browser = browser;
    }

    /**
     * Opens or closes a library; it may be so already.
     *
     * @param admin who does it
     * @return the library as it is now; 404 if there is none of that key
     */
    Uni<LibraryView> set(UUID admin, String key, boolean open) {
        return browser.library(admin, key)
                .chain(known -> transactions.write(
                        AuditActor.user(admin), () -> open ? repository.open(key, admin) : repository.close(key)))
                .chain(() -> browser.library(admin, key));
    }
}
