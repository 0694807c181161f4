package io.slipway.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.slipway.client.config.Configuration;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.journal.file.FileRecordLog;
import io.slipway.client.overlay.Overlays;
import io.slipway.client.reset.Reset;
import io.slipway.client.reset.ResetStore;
import io.slipway.client.update.Lifecycle;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.json.JsonLifecycleCodec;

/** Asks for a factory reset or for wiping data, which the next start of the client carries out. */
final class RequestReset {

    private static final int LONGEST_ANSWER = 100;

    private final Configuration configuration;
    private final ResetStore store;
    private final Overlays overlays;
    private final boolean confirmed;

    /** @param confirmed whether nobody needs to be asked */
    RequestReset(Configuration configuration, ResetStore store, Overlays overlays, boolean confirmed) {
        this.configuration = configuration;
        this.store = store;
        this.overlays = overlays;
        this.confirmed = confirmed;
    }

    /** Makes the request durable, or says why not. */
    void request(boolean factory) throws ConfigurationException, IOException {
        Lifecycle state = LifecycleJournal.last(
                FileRecordLog.read(Assembly.lifecycleFile(configuration)), new JsonLifecycleCodec());
        if (state instanceof Lifecycle.UnderWay) {
            throw new IOException("An update is under way; reset the device when it has ended");
        }
        if (factory) {
            requirePreserved();
        }
        if (!confirmed) {
            confirm(factory ? "go back to the factory's version and lose its data" : "lose its data");
        }
        store.write(factory ? new Reset.WriteFactory() : new Reset.WipeData());
        if (!factory) {
            overlays.wipe();
        }
    }

    private void requirePreserved() throws ConfigurationException {
        for (String component : configuration.storage().components()) {
            Configuration.Factory known = configuration.storage().factory();
            if (!known.preserved().containsKey(component) || !known.images().containsKey(component)) {
                throw new ConfigurationException(
                        "A factory reset needs the settings factory.%s.image, .sha256 and .length"
                                .formatted(component));
            }
        }
    }

    private void confirm(String what) throws IOException {
        System.out.printf("The device will %s. Type yes to go on: ", what);
        System.out.flush();
        char[] answer = new char[LONGEST_ANSWER];
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), LONGEST_ANSWER);
        int length = Math.max(0, in.read(answer));
        if (!new String(answer, 0, length).strip().equals("yes")) {
            throw new IOException("Nothing was done: it was not confirmed with yes, or with --yes");
        }
    }
}
