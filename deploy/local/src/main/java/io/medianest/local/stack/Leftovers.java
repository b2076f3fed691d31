package io.medianest.local.stack;

import io.medianest.local.installation.Installation;
import java.util.ArrayList;
import java.util.List;

/** What a launcher that was killed left running. Only for who holds the installation's lock. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * Ends it, in order.
     *
     * @return the names of what was ended; empty if there was nothing
     * @throws io.medianest.stores.process.StartException if something does not end
     */
    public static List<String> end(Installation installation, Suite suite) {
        List<String> names = new ArrayList<>(suite.names());
        names.add(Simulators.NAME);
        List<String> ended = new ArrayList<>(Services.endLeftovers(installation, names));
        ended.addAll(EmbeddedStores.endLeftovers(installation));
        return ended;
    }
}
