package io.medianest.local.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import org.junit.jupiter.api.Test;

class GatewayPortTest {
    @Test
    void isFineWhenNobodyHasIt() {
        assertThatCode(() -> GatewayPort.check("127.0.0.1", Ports.free())).doesNotThrowAnyException();
    }

    @Test
    void mustBelongToThisMachine() {
        assertThatThrownBy(() -> GatewayPort.check("192.0.2.1", 8080))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("This machine has no address 192.0.2.1");
        assertThatThrownBy(() -> GatewayPort.check("no.such.host.invalid", 8080))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("This machine has no address no.such.host.invalid");
    }
}
