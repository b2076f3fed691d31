package io.medianest.auth.user;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads who signed in with Plex, straight from the pool. */
@ApplicationScoped
public class PlexMembers {
    private static final Logger LOG = Logger.getLogger(PlexMembers.class);
    private static final String PAGE = """
            select id, plex_token from users
             where id > $1 and status = 'active' and plex_token is not null
             order by id limit 100
            """;

    private final Pool pool;
    private final FieldCipher cipher;

    PlexMembers(Pool pool, FieldCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    /** Some of them, in the order of their ids. */
    public Uni<List<PlexMember>> after(UUID id) {
        return pool.preparedQuery(PAGE).execute(Tuple.of(id)).map(rows -> {
            List<PlexMember> members = new ArrayList<>();
            for (Row row : rows) {
                members.add(new PlexMember(row.getUUID("id"), row.getString("plex_token")));
            }
            return members;
        });
    }

    /** The person's token for plex.tv; empty if the keyset of this installation does not open it. */
    public Optional<String> token(PlexMember member) {
        try {
            return Optional.of(
                    cipher.decrypt(member.sealedToken(), FieldCipher.place("users", "plex_token", member.id())));
        } catch (UndecryptableException e) {
            LOG.warnf("A Plex token cannot be decrypted until the person signs in again: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
