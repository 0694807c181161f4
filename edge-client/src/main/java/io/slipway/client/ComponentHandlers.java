package io.slipway.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.slipway.client.bootloader.BootloaderHandler;
import io.slipway.client.bootloader.UpdateBootloader;
import io.slipway.client.bootloader.file.ForcedBootFiles;
import io.slipway.client.bootloader.file.TwoCopies;
import io.slipway.client.bootloader.file.TwoCopies.Place;
import io.slipway.client.bootloader.file.WriteProtectedBootFiles;
import io.slipway.client.bootloader.process.ScriptSelection;
import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.ComponentSettings;
import io.slipway.client.component.ComponentSettings.How;
import io.slipway.client.component.HandledComponents;
import io.slipway.client.component.HandledComponents.Handled;
import io.slipway.client.component.StagingArea;
import io.slipway.client.component.compose.file.AppVersions;
import io.slipway.client.component.compose.file.ComposeHandler;
import io.slipway.client.component.compose.process.CommandLineEngine;
import io.slipway.client.component.file.StagingDirectory;
import io.slipway.client.component.process.CommandHandler;
import io.slipway.client.component.tree.Coverage;
import io.slipway.client.component.tree.TreeHandler;
import io.slipway.client.component.tree.file.FileTree;

/** Makes the handlers of components without slots. */
final class ComponentHandlers {

    private static final Path BLOCK_DEVICES = Path.of("/sys/class/block");
    private static final Duration LOOK = Duration.ofSeconds(1);

    private ComponentHandlers() {}

    /** @param data directory of the client */
    static HandledComponents of(List<ComponentSettings> components, Path data) throws IOException {
        Map<String, Handled> handled = new HashMap<>();
        for (ComponentSettings settings : components) {
            String name = settings.component();
            StagingDirectory area =
                    new StagingDirectory(name, data.resolve("components").resolve(name), settings.capacity());
            handled.put(name, new Handled(handler(settings, data, area), area));
        }
        return new HandledComponents(handled);
    }

    private static ComponentHandler handler(ComponentSettings settings, Path data, StagingArea area) {
        return switch (settings.how()) {
            case How.Command command -> new CommandHandler(command.executable(), command.timeout());
            case How.Files files ->
                new TreeHandler(
                        settings.component(),
                        new FileTree(files.target()),
                        new Coverage(files.include(), files.exclude()),
                        files.delete());
            case How.Compose compose ->
                new ComposeHandler(
                        new AppVersions(data.resolve("apps").resolve(settings.component())),
                        new CommandLineEngine(compose),
                        compose.deadline(),
                        LOOK);
            case How.Bootloader bootloader ->
                new BootloaderHandler(
                        new UpdateBootloader(new TwoCopies(
                                new WriteProtectedBootFiles(new ForcedBootFiles(), BLOCK_DEVICES),
                                new Place(bootloader.a(), bootloader.offset()),
                                new Place(bootloader.b(), bootloader.offset()),
                                new ScriptSelection(bootloader.selection(), bootloader.timeout()))),
                        area);
        };
    }
}
