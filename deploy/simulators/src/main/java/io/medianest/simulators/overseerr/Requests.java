package io.medianest.simulators.overseerr;

import java.util.List;

/** The requests, as the operator sees them in Overseerr's own interface. Safe for use by several threads. */
public final class Requests {

    private static final int OWNER = 1;

    private final Store store;
    private final Transitions transitions;
    private final Webhooks webhooks;

    Requests(Store store, Webhooks webhooks) {
        this.store = store;
        this.transitions = new Transitions(store);
        this.webhooks = webhooks;
    }

    /** All requests, oldest first. */
    public List<MediaRequest> all() {
        return store.requests();
    }

    /** The requests counted for this user, oldest first. */
    public List<MediaRequest> of(OverseerrUser user) {
        return all().stream()
                .filter(request -> request.requestedBy() == user.id())
                .toList();
    }

    /** The request with this id. */
    public MediaRequest get(int id) {
        return store.request(id).orElseThrow(() -> new IllegalArgumentException("No request " + id));
    }

    /** The owner approves; a webhook tells. */
    public void approve(int id) {
        tell(transitions.approve(get(id), owner()));
    }

    /** The owner declines; a webhook tells. */
    public void decline(int id) {
        tell(transitions.decline(get(id), owner()));
    }

    /** Radarr or Sonarr refuses; a webhook tells. */
    public void fail(int id, Product product) {
        tell(transitions.fail(get(id), product));
    }

    /** The request is removed; nothing tells. */
    public void delete(int id) {
        transitions.delete(get(id));
    }

    /** Sets any number as the status, such as one that no version knows; nothing tells. */
    public void setStatus(int id, int status) {
        synchronized (store) {
            store.save(get(id).withStatus(status, Store.now()));
        }
    }

    private OverseerrUser owner() {
        return store.user(OWNER).orElseThrow();
    }

    private void tell(Change change) {
        webhooks.dispatch(change.notifications());
    }
}
