package io.medianest.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
    @TempDir
    private Path folder;

    @Test
    void thoseOfQuarkusAreFoundByTheirFilesWhichHaveTheGroupInFront() throws IOException {
        Path file = Files.writeString(folder.resolve("libraries"), """
                at.yawk.lz4:lz4-java::jar:1.10.1
                io.netty:netty-transport-native-epoll:linux-x86_64:jar:4.1.100.Final
                """);

        assertThat(Library.ofQuarkus(file))
                .satisfiesExactly(
                        plain -> {
                            assertThat(plain.fileNames()).contains("at.yawk.lz4.lz4-java-1.10.1.jar");
                            assertThat(plain.purl()).isEqualTo("pkg:maven/at.yawk.lz4/lz4-java@1.10.1?type=jar");
                        },
                        classified -> {
                            assertThat(classified.fileNames())
                                    .contains("io.netty.netty-transport-native-epoll-4.1.100.Final-linux-x86_64.jar");
                            assertThat(classified.purl())
                                    .isEqualTo("pkg:maven/io.netty/netty-transport-native-epoll@4.1.100.Final"
                                            + "?classifier=linux-x86_64&type=jar");
                        });
    }

    @Test
    void thoseOfMavensListAreWithoutWhatItTellsBesides() throws IOException {
        Path file = Files.writeString(folder.resolve("libraries"), """

                The following files have been resolved:
                   org.postgresql:postgresql:jar:42.7.8:runtime -- module org.postgresql.jdbc
                   com.github.luben:zstd-jni:jar:linux:1.5.6:compile
                """);

        assertThat(Library.ofMaven(file))
                .containsExactly(
                        new Library("org.postgresql", "postgresql", "", "42.7.8"),
                        new Library("com.github.luben", "zstd-jni", "linux", "1.5.6"));
    }
}
