package io.medianest.simulators.plex;

import io.medianest.simulators.plex.Item.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** A media server's JSON for libraries, items and collections. */
final class ItemViews {

    private static final String ARTICLE = "The ";

    private final PlexLibrary library;

    ItemViews(PlexLibrary library) {
        this.library = library;
    }

    JsonObject section(Section section) {
        JsonObject location =
                new JsonObject().put("id", Integer.parseInt(section.key())).put("path", section.location());
        return new JsonObject()
                .put("allowSync", true)
                .put("refreshing", section.refreshing())
                .put("key", section.key())
                .put("type", section.type())
                .put("title", section.title())
                .put("agent", section.agent())
                .put("language", "en-GB")
                .put("uuid", "section-" + section.key())
                .put("scannedAt", section.scannedAt().getEpochSecond())
                .put("content", true)
                .put("directory", true)
                .put("hidden", 0)
                .put("Location", new JsonArray().add(location));
    }

    /** An item; its external ids only when they are asked for. */
    JsonObject item(Item item, boolean withGuids) {
        long added = item.addedAt().getEpochSecond();
        JsonObject json = new JsonObject()
                .put("ratingKey", item.ratingKey())
                .put("key", "/library/metadata/" + item.ratingKey() + (isParent(item) ? "/children" : ""))
                .put("guid", "plex://" + item.kind().word() + "/" + item.ratingKey())
                .put("type", item.kind().word())
                .put("title", item.title())
                .put("summary", item.summary())
                .put("year", item.year())
                .put("thumb", "/library/metadata/" + item.ratingKey() + "/thumb/" + added)
                .put("art", "/library/metadata/" + item.ratingKey() + "/art/" + added)
                .put("addedAt", added)
                .put("updatedAt", item.updatedAt().getEpochSecond())
                .put("librarySectionID", Integer.parseInt(item.section()));
        if (item.kind() == Kind.SEASON || item.kind() == Kind.EPISODE) {
            addParents(json, item);
        }
        if (item.title().startsWith(ARTICLE)) {
            // Only there if it differs.
            json.put("titleSort", item.title().substring(ARTICLE.length()));
        }
        if (item.kind() == Kind.SEASON) {
            json.put("leafCount", library.children(item.ratingKey()).size());
        }
        String file = item.file();
        if (file != null) {
            json.put("duration", 5_400_000).put("Media", media(item.ratingKey(), file));
        }
        if (withGuids && !item.guids().isEmpty()) {
            JsonArray guids = new JsonArray();
            item.guids().forEach(guid -> guids.add(new JsonObject().put("id", guid)));
            json.put("Guid", guids);
        }
        return json;
    }

    JsonObject collection(PlexCollection collection) {
        Instant added = collection.addedAt();
        return new JsonObject()
                .put("ratingKey", collection.ratingKey())
                .put("key", "/library/collections/" + collection.ratingKey() + "/children")
                .put("guid", "collection://" + collection.ratingKey())
                .put("type", "collection")
                .put("subtype", collection.kind().word())
                .put("title", collection.title())
                .put("smart", false)
                .put("childCount", Integer.toString(collection.items().size()))
                .put("collectionSort", Integer.toString(collection.sort()))
                .put("librarySectionID", Integer.parseInt(collection.section()))
                .put(
                        "thumb",
                        "/library/collections/" + collection.ratingKey() + "/composite/"
                                + collection.updatedAt().getEpochSecond() + "?width=400&height=600")
                .put("addedAt", added.getEpochSecond())
                .put("updatedAt", collection.updatedAt().getEpochSecond());
    }

    private void addParents(JsonObject json, Item item) {
        json.put("index", item.index());
        String parentKey = item.parent();
        Optional<Item> parent = parentKey == null ? Optional.empty() : library.item(parentKey);
        parent.ifPresent(found -> {
            json.put("parentRatingKey", found.ratingKey())
                    .put("parentTitle", found.title())
                    .put("parentIndex", found.index());
            String grandparentKey = found.parent();
            if (grandparentKey != null) {
                library.item(grandparentKey)
                        .ifPresent(show -> json.put("grandparentRatingKey", show.ratingKey())
                                .put("grandparentTitle", show.title()));
            }
        });
    }

    private static boolean isParent(Item item) {
        return item.kind() == Kind.SHOW || item.kind() == Kind.SEASON;
    }

    private static JsonArray media(String ratingKey, String file) {
        JsonObject part = new JsonObject()
                .put("id", Integer.parseInt(ratingKey) + 20_000)
                .put("key", "/library/parts/" + ratingKey + "/file")
                .put("duration", 5_400_000)
                .put("file", file)
                .put("size", 4_000_000_000L)
                .put("container", file.substring(file.lastIndexOf('.') + 1));
        return new JsonArray()
                .add(new JsonObject()
                        .put("id", Integer.parseInt(ratingKey) + 10_000)
                        .put("duration", 5_400_000)
                        .put("videoResolution", "1080")
                        .put("Part", new JsonArray().add(part)));
    }
}
