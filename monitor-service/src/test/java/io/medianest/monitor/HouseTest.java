package io.medianest.monitor;

import io.medianest.testing.architecture.HouseRules;
import io.medianest.testing.architecture.SizeBudget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HouseTest {

    @Test
    void theRulesOfTheHouseHold() {
        HouseRules.check("io.medianest.monitor");
    }

    @Test
    void everythingIsOfReadableSize() {
        SizeBudget.check(Path.of(""));
    }
}
