package io.slipway.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.slipway.engines.process.EngineHome;

/** This module as a HiveMQ extension: a folder with a description and the jar, whose {@code META-INF/services} names {@code SlipwayExtension}. */
final class BrokerExtension {

    private static final String DESCRIPTION = """
            <?xml version="1.0"?>
            <hivemq-extension>
              <id>slipway</id>
              <name>Slipway</name>
              <version>1</version>
            </hivemq-extension>
            """;

    private BrokerExtension() {}

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("hivemq-extension.xml"), DESCRIPTION);
        Path jar = folder.resolve("slipway-engines.jar");
        Path code = EngineHome.ownCode();
        if (Files.isDirectory(code)) {
            pack(code, jar);
        } else {
            Files.copy(code, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pack(Path folder, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }
}
