package io.medianest.gateway;

import io.medianest.testing.architecture.HouseRules;
import io.medianest.testing.architecture.SizeBudget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theRulesOfTheHouseAreKept() {
        HouseRules.check("io.medianest.gateway");
        SizeBudget.check(Path.of("."));
    }
}
