package io.medianest.plex;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads plex.tv's list of those with whom the server is shared. It also holds their names, addresses and tokens, of which
 * nothing is kept.
 *
 * <p>A share may be restricted by labels or ratings, for children above all. Plex itself leaves out what is not for them;
 * a copy of the library cannot, so that such a share counts for nothing here.
 */
final class SharedServers {
    private static final XMLInputFactory XML = factory();
    private static final String YES = "1";

    private final List<PlexShare> shares = new ArrayList<>();
    private @Nullable String plexId;
    private boolean moviesRestricted;
    private boolean showsRestricted;

    private SharedServers() {}

    /**
     * Reads it.
     *
     * @throws PlexUnavailableException if that is no such list
     */
    static List<PlexShare> read(String text) {
        SharedServers list = new SharedServers();
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
            boolean known = false;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    known |= xml.getLocalName().equals("MediaContainer");
                    list.take(xml);
                }
            }
            if (known) {
                return List.copyOf(list.shares);
            }
        } catch (XMLStreamException e) {
            throw PlexUnavailableException.nonsense("with whom it is shared");
        }
        throw PlexUnavailableException.nonsense("with whom it is shared");
    }

    private void take(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "SharedServer" -> {
                plexId = xml.getAttributeValue(null, "userID");
                boolean all = given(xml, "filterAll");
                moviesRestricted = all || given(xml, "filterMovies");
                showsRestricted = all || given(xml, "filterTelevision");
            }
            case "Section" -> {
                String key = xml.getAttributeValue(null, "key");
                boolean restricted =
                        "show".equals(xml.getAttributeValue(null, "type")) ? showsRestricted : moviesRestricted;
                if (plexId != null && key != null && YES.equals(xml.getAttributeValue(null, "shared")) && !restricted) {
                    shares.add(new PlexShare(plexId, key));
                }
            }
            default -> {
                // Whatever else there is says nothing about libraries.
            }
        }
    }

    private static boolean given(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value != null && !value.isBlank();
    }

    /** What comes from outside must not make the parser read files or other addresses. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
