package io.medianest.auth.export;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Everything that is stored about somebody.
 *
 * @param exportedAt when it was collected
 * @param data a list of rows for each kind of thing
 * @param cut the kinds of which there is more than is given; the newest rows are given
 */
@Schema(name = "PersonExport", description = "Everything that is stored about somebody, without secrets")
record ExportView(Instant exportedAt, Map<String, List<Map<String, Object>>> data, List<String> cut) {

    /** Shows nobody's data, wherever this is printed. */
    @Override
    public String toString() {
        return "ExportView[" + exportedAt + "]";
    }
}
