package io.medianest.runtime.events;

/** Hears all events of a topic, on the one thread of its consumer: what it does must be short and never block. */
public interface BroadcastListener {

    /**
     * The place in the topic is taken: everything that is published from now on will be received. Called again only if
     * events may have been lost in between.
     */
    void placed();

    /** An event, in the order of its partition. */
    void received(ReceivedEvent event);
}
