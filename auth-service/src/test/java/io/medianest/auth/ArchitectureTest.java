package io.medianest.auth;

import io.medianest.testing.architecture.HouseRules;
import io.medianest.testing.architecture.SizeBudget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        HouseRules.check("io.medianest.auth");
    }

    @Test
    void keepsTheSizeBudget() {
        SizeBudget.check(Path.of(""));
    }
}
