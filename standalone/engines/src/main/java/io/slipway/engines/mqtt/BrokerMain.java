package io.slipway.engines.mqtt;

import java.nio.file.Path;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;

import io.slipway.engines.process.Readiness;

/** The main class of the broker's process: starts HiveMQ with {@link SlipwayExtension} and then says that it is ready. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Arguments: the folder of the engine and the file that says "ready". The broker's own threads keep the process alive. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        EmbeddedExtension extension = EmbeddedExtension.builder()
                .withId("slipway")
                .withName("Slipway")
                .withVersion("1")
                .withAuthor("Slipway")
                .withExtensionMain(new SlipwayExtension())
                .build();
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(directory.resolve("conf"))
                .withDataFolder(directory.resolve("data"))
                .withExtensionsFolder(directory.resolve("extensions"))
                .withEmbeddedExtension(extension)
                .withoutLoggingBootstrap()
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stop().join(), "stop"));
        broker.start().join();
        new Readiness(Path.of(arguments[1])).announce();
    }
}
