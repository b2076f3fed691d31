package io.medianest.media.request;

import io.medianest.media.image.ImageLinks;
import io.medianest.media.request.MediaRequestView.Person;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads people with their requests, all in one statement. */
@ApplicationScoped
class PersonQueries {
    private static final String SQL = "select p.id as person_id, p.name as user_name, p.image as user_image, r.*"
            + " from (select id, name, image from auth.user_directory_media where status <> 'deleted'"
            + "       order by name nulls last, id limit 1000) p"
            + " left join lateral (" + MediaRequestQueries.COLUMNS + " from media_requests r"
            + " where r.user_id = p.id and r.status = $1 order by r.created_at desc, r.id desc limit $2) r on true"
            + " order by p.name nulls last, p.id, r.created_at desc, r.id desc";

    private final Pool pool;
    private final ImageLinks images;

    PersonQueries(Pool pool, ImageLinks images) {
        this.pool = pool;
        this.images = images;
    }

    /**
     * Everybody, by name, with the newest requests of one status; people without any appear too.
     *
     * @param status a status' name
     * @param limit the most requests of one person
     * @throws ProblemException 400 if there is no such status
     */
    Uni<List<PersonRequests>> withRequests(String status, int limit) {
        MediaRequestFilter.requireStatus(status);
        return pool.preparedQuery(SQL).execute(Tuple.of(status, limit)).map(this::grouped);
    }

    private List<PersonRequests> grouped(RowSet<Row> rows) {
        Map<UUID, PersonRequests> people = new LinkedHashMap<>();
        for (Row row : rows) {
            PersonRequests person = people.computeIfAbsent(
                    row.getUUID("person_id"),
                    id -> new PersonRequests(
                            new Person(id, row.getString("user_name"), row.getString("user_image")),
                            new ArrayList<>()));
            if (row.getUUID("id") != null) {
                person.requests().add(MediaRequestQueries.view(row, false).illustrated(images));
            }
        }
        return List.copyOf(people.values());
    }
}
