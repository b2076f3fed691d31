package io.medianest.simulators.control;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Breaking a connection so that the client sees a reset, not an orderly end. */
final class Connections {

    private Connections() {}

    static void reset(HttpConnection connection) {
        // Vert.x has no call for it: a close with a linger time of zero makes the kernel send RST instead of FIN.
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelFuture _ = channel.close();
    }
}
