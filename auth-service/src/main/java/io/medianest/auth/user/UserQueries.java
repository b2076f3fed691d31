package io.medianest.auth.user;

import io.medianest.runtime.paging.Page;
import io.medianest.runtime.paging.PageRequest;
import io.medianest.runtime.paging.Position;
import io.medianest.runtime.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads users straight from the pool, without a session: each query is one prepared statement. */
@ApplicationScoped
class UserQueries {
    private static final String COLUMNS =
            "select id, email, email_verified_at, pending_email, name, image, role, status, plex_username,"
                    + " requires_password_change, created_at, last_login_at, version from users";
    private static final String BY_ID = COLUMNS + " where id = $1";

    private final Pool pool;

    UserQueries(Pool pool) {
        this.pool = pool;
    }

    /** The user of that id; null if there is none. */
    Uni<@Nullable VersionedUser> find(UUID id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? versioned(found.next()) : null;
        });
    }

    /** One page of the users that pass the filter, newest first. */
    Uni<Page<UserView>> list(UserFilter filter, PageRequest page) {
        Conditions conditions = conditions(filter, page.after());
        String sql = COLUMNS + conditions.where() + " order by created_at desc, id desc limit "
                + conditions.parameter(page.fetch());
        return pool.preparedQuery(sql)
                .execute(conditions.values)
                .map(rows -> Page.of(views(rows), page, user -> new Position(user.createdAt(), user.id())));
    }

    private static Conditions conditions(UserFilter filter, @Nullable Position after) {
        Conditions conditions = new Conditions();
        if (filter.role() != null) {
            conditions.add("role = " + conditions.parameter(filter.role().name()));
        }
        if (filter.status() != null) {
            conditions.add("status = " + conditions.parameter(filter.status().wireName()));
        } else {
            conditions.add("status <> 'deleted'");
        }
        if (filter.text() != null) {
            String pattern = conditions.parameter("%" + escape(filter.text()) + "%");
            conditions.add("(name ilike " + pattern + " or email ilike " + pattern + ")");
        }
        if (after != null) {
            String createdAt = conditions.parameter(OffsetDateTime.ofInstant(after.createdAt(), ZoneOffset.UTC));
            conditions.add("(created_at, id) < (" + createdAt + ", " + conditions.parameter(after.id()) + ")");
        }
        return conditions;
    }

    /** Takes the meaning from the wildcards in what somebody searches for. */
    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static List<UserView> views(RowSet<Row> rows) {
        List<UserView> views = new ArrayList<>(rows.size());
        rows.forEach(row -> views.add(view(row)));
        return views;
    }

    private static VersionedUser versioned(Row row) {
        return new VersionedUser(view(row), row.getLong("version"));
    }

    private static UserView view(Row row) {
        OffsetDateTime lastLoginAt = row.getOffsetDateTime("last_login_at");
        return new UserView(
                row.getUUID("id"),
                row.getString("email"),
                row.getOffsetDateTime("email_verified_at") != null,
                row.getString("pending_email"),
                row.getString("name"),
                row.getString("image"),
                Role.valueOf(row.getString("role")),
                UserStatus.named(row.getString("status")),
                row.getString("plex_username"),
                row.getBoolean("requires_password_change"),
                row.getOffsetDateTime("created_at").toInstant(),
                lastLoginAt == null ? null : lastLoginAt.toInstant());
    }

    /** The conditions of one query; values only ever travel as parameters. */
    private static final class Conditions {
        private final List<String> clauses = new ArrayList<>();
        private final Tuple values = Tuple.tuple();

        void add(String clause) {
            clauses.add(clause);
        }

        String parameter(Object value) {
            values.addValue(value);
            return "$" + values.size();
        }

        String where() {
            return " where " + String.join(" and ", clauses);
        }
    }
}
