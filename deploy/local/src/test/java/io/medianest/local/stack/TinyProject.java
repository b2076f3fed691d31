package io.medianest.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project folder as the build leaves it, with a {@link TinyService} in place of everything of MediaNest. */
public final class TinyProject {
    private TinyProject() {}

    /** Puts it into a folder. */
    public static Path in(Path folder) throws IOException {
        for (String name : Suite.MEDIANEST.names()) {
            jar(folder.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
        }
        jar(folder.resolve("deploy/simulators/target/medianest-simulators.jar"));
        return folder;
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        Files.createDirectories(file.getParent());
        String entry = TinyService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream content = TinyService.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            content.transferTo(jar);
        }
    }
}
