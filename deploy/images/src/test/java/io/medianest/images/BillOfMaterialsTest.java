package io.medianest.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final Library DRIVER = new Library("org.postgresql", "postgresql", "", "42.7.8");

    @TempDir
    private Path folder;

    private BillOfMaterials bills;

    @BeforeEach
    void makeContents() throws IOException {
        Files.writeString(folder.resolve("java.packages"), "libstdc++6\t14.2.0-19\tamd64\nzlib1g\t1:1.3+b2\tamd64\n");
        Files.createDirectories(folder.resolve("java"));
        Files.writeString(
                folder.resolve("java/release"),
                "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n");
        Files.createDirectories(folder.resolve("app/lib"));
        Files.writeString(folder.resolve("app/lib/postgresql-42.7.8.jar"), "a driver");
        bills = new BillOfMaterials(folder, "1.2.3", Instant.ofEpochSecond(1_767_225_600));
    }

    @Test
    void itNamesTheSystemJavaAndEachLibraryWithItsSum() throws Exception {
        String text = bills.of(Image.DATABASE, folder.resolve("app"), List.of(DRIVER));

        assertThat(new JsonParser().validate(text.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        JsonNode bill = new ObjectMapper().readTree(text);
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("medianest/database");
        assertThat(bill.at("/metadata/component/version").asText()).isEqualTo("1.2.3");
        assertThat(bill.at("/components").valueStream())
                .extracting(component -> component.path("purl").asText())
                .containsExactly(
                        "pkg:deb/debian/libstdc++6@14.2.0-19?arch=amd64",
                        "pkg:deb/debian/zlib1g@1%3A1.3%2Bb2?arch=amd64",
                        "pkg:generic/openjdk@25.0.3%2B9-LTS",
                        "pkg:maven/org.postgresql/postgresql@42.7.8?type=jar");
        assertThat(bill.at("/components/3/hashes/0/content").asText())
                .isEqualTo("90383ae1a1af0952d39bcf452e62c7d6de4381a03bdd30bf5ead80c3b9bf4b99");
    }

    @Test
    void theSameContentsGiveTheSameBytes() {
        assertThat(bills.of(Image.DATABASE, folder.resolve("app"), List.of(DRIVER)))
                .isEqualTo(bills.of(Image.DATABASE, folder.resolve("app"), List.of(DRIVER)));
    }

    @Test
    void aLibraryThatNobodyKnowsIsRefused() throws IOException {
        Files.writeString(folder.resolve("app/lib/stranger-1.0.jar"), "?");

        assertThatThrownBy(() -> bills.of(Image.DATABASE, folder.resolve("app"), List.of(DRIVER)))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("stranger-1.0.jar");
    }
}
