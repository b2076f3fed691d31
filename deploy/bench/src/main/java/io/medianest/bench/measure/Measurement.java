package io.medianest.bench.measure;

import io.medianest.bench.figure.Figure;
import java.sql.SQLException;
import java.util.List;

/** One measurement. */
@FunctionalInterface
public interface Measurement {
    /** Takes it. */
    List<Figure> take(Workbench bench) throws SQLException;
}
