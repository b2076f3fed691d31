package io.medianest.simulators.plex;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Answers as Plex gives them: XML unless JSON is asked for. */
final class PlexAnswers {

    private PlexAnswers() {}

    /** An object; {@code root} is its element's name in XML. */
    static void object(RoutingContext ctx, int status, String root, JsonObject body) {
        ctx.response().setStatusCode(status);
        if (wantsJson(ctx)) {
            ctx.response().putHeader("Content-Type", "application/json").end(body.encode());
        } else {
            xml(ctx, element(root, body));
        }
    }

    /** A list of plex.tv: an array in JSON, elements of this name in XML. */
    static void list(RoutingContext ctx, String root, String element, JsonArray body) {
        if (wantsJson(ctx)) {
            ctx.response().putHeader("Content-Type", "application/json").end(body.encode());
        } else {
            xml(ctx, element(root, new JsonObject().put(element, body)));
        }
    }

    /** A media server's container. */
    static void container(RoutingContext ctx, JsonObject container) {
        if (wantsJson(ctx)) {
            ctx.response()
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject().put("MediaContainer", container).encode());
        } else {
            xml(ctx, element("MediaContainer", container));
        }
    }

    /** An error of plex.tv. */
    static void error(RoutingContext ctx, int status, int code, String message) {
        JsonObject error =
                new JsonObject().put("code", code).put("message", message).put("status", status);
        object(ctx, status, "errors", new JsonObject().put("errors", new JsonArray().add(error)));
    }

    /** An error of the media server: a small page whatever was asked for. */
    static void page(RoutingContext ctx, int status, String reason) {
        String text = status + " " + reason;
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html")
                .end("<html><head><title>" + reason + "</title></head><body><h1>" + text + "</h1></body></html>");
    }

    private static boolean wantsJson(RoutingContext ctx) {
        String accept = ctx.request().getHeader("Accept");
        return accept != null && accept.contains("application/json");
    }

    /** An answer that is in XML, whatever was asked for. */
    static void xml(RoutingContext ctx, String root, JsonObject body) {
        xml(ctx, element(root, body));
    }

    private static void xml(RoutingContext ctx, String element) {
        ctx.response()
                .putHeader("Content-Type", "application/xml")
                .end("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element);
    }

    private static String element(String name, JsonObject object) {
        StringBuilder attributes = new StringBuilder("<").append(name);
        StringBuilder children = new StringBuilder();
        for (Map.Entry<String, Object> field : object) {
            switch (field.getValue()) {
                case JsonObject child -> children.append(element(field.getKey(), child));
                case JsonArray array ->
                    array.forEach(child ->
                            children.append(child instanceof JsonObject entry ? element(field.getKey(), entry) : ""));
                case null -> {
                    // Plex leaves out what it does not have.
                }
                case Object value -> attributes.append(attribute(field.getKey(), value));
            }
        }
        return children.isEmpty()
                ? attributes.append("/>").toString()
                : attributes
                        .append('>')
                        .append(children)
                        .append("</")
                        .append(name)
                        .append('>')
                        .toString();
    }

    private static String attribute(String name, Object value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    private static String escape(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
