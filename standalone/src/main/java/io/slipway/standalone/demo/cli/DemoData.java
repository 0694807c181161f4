package io.slipway.standalone.demo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.RunningPlatform;

/** The data of a demonstration: each one begins with an empty platform, and never empties one that somebody else has filled. Images are kept. */
record DemoData(DataDirectory data) {

    /**
     * Checks that the directory may be emptied.
     *
     * @throws StandaloneException if it holds a platform that no demonstration has made, or one that runs
     */
    void requireOwn() {
        if (RunningPlatform.find(data).isPresent()) {
            throw new StandaloneException(
                    "Slipway is already running on " + data.root() + "; ./slipway down stops it.");
        }
        if (Files.exists(data.engine("postgres")) && !Files.exists(data.demonstrationMark())) {
            throw new StandaloneException(
                    data.root() + " holds the data of ./slipway up, and a demonstration begins with an empty"
                            + " platform; choose another directory with --data.");
        }
    }

    /** Removes the last demonstration. */
    void empty() throws IOException {
        for (Path folder :
                List.of(data.root().resolve("engines"), data.root().resolve("services"), data.keys(), data.devices())) {
            FileTree.remove(folder);
        }
        Files.createDirectories(data.root());
        Files.writeString(data.demonstrationMark(), "./slipway demo empties this directory.\n");
    }
}
