package io.medianest.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Work on the database that could not be done. The message is one sentence for an operator, without secrets. */
public final class DatabaseException extends RuntimeException {

    /**
     * @param sentence what went wrong and, where known, what helps
     */
    public DatabaseException(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what went wrong and, where known, what helps
     * @param cause where it came from
     */
    public DatabaseException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Says what an error of PostgreSQL means.
     *
     * @param doing what was being done, as the subject of a sentence: "Creating the roles"
     * @param access the connection it was done on
     */
    static DatabaseException of(String doing, DatabaseAccess access, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String sentence = switch (state) {
            case "28P01", "28000" ->
                "PostgreSQL at %s does not let %s in: %s.".formatted(access.place(), access.user(), messageOf(failure));
            case "3D000" -> "There is no database at %s; the mode bootstrap makes it.".formatted(access.place());
            case "55P03" ->
                "%s at %s waited too long for a lock; run it again when the database is less busy."
                        .formatted(doing, access.place());
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? "PostgreSQL at %s cannot be reached: %s.".formatted(access.place(), messageOf(failure))
                        : "%s at %s failed: %s (SQLSTATE %s)."
                                .formatted(doing, access.place(), messageOf(failure), state);
        };
        return new DatabaseException(sentence, failure);
    }

    /** The server's own words on one line, without the statement and its values, which may hold secrets. */
    private static String messageOf(SQLException failure) {
        ServerErrorMessage fromServer =
                failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String message = fromServer == null ? failure.getMessage() : fromServer.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        String oneLine = message.lines().findFirst().orElse("").strip();
        return oneLine.endsWith(".") ? oneLine.substring(0, oneLine.length() - 1) : oneLine;
    }
}
