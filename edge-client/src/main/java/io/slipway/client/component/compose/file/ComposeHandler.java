package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.slipway.client.archive.ArchiveRefusedException;
import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.compose.ComposeFile;
import io.slipway.client.component.compose.ContainerEngine;
import io.slipway.client.component.compose.ContainerEngine.Container;

/**
 * Replaces the containers of an application by those of another compose file. The component's name is the project's name.
 *
 * <p>Safe against a loss of power: a version is unpacked beside the others and gets its name when it is complete, the link to the current version is switched
 * after the old containers are gone and before the new ones are made, and the old version's directory and images stay until {@link #keep}. Whatever was
 * interrupted, {@link #activate} and {@link #undo} first take down what the compose files of both versions name, and then start one of them.
 */
public final class ComposeHandler implements ComponentHandler {

    /** Looks in a row at which all must be well: one that restarts again and again is up now and then. */
    private static final int LOOKS = 3;

    private final AppVersions versions;
    private final ContainerEngine engine;
    private final Duration deadline;
    private final Duration interval;

    /**
     * @param deadline by which the containers must run and be healthy
     * @param interval between two looks at them
     */
    public ComposeHandler(AppVersions versions, ContainerEngine engine, Duration deadline, Duration interval) {
        this.versions = versions;
        this.engine = engine;
        this.deadline = deadline;
        this.interval = interval;
    }

    @Override
    public void activate(StagedComponent staged) throws HandlerException, InterruptedException {
        String version = staged.deploymentId().toString();
        String project = staged.component();
        attempt(() -> {
            if (!versions.current().equals(Optional.of(version))) {
                new UnpackApp(engine, versions.begin(version)).unpack(staged.image());
                versions.complete(version);
            }
            takeDown(project, version);
            versions.advance(version);
            engine.up(project, versions.composeFile(version));
            await(project, version, true);
        });
    }

    @Override
    public void undo(StagedComponent staged) throws HandlerException, InterruptedException {
        String version = staged.deploymentId().toString();
        String project = staged.component();
        attempt(() -> {
            takeDown(project, version);
            versions.retreat(version);
            Optional<String> current = versions.current();
            if (current.isPresent()) {
                engine.up(project, versions.composeFile(current.get()));
                await(project, current.get(), false);
            }
            try {
                removeOthers();
            } catch (HandlerException e) {
                // what is left of the version that was tried is in nobody's way; the next one to be kept takes it along
            }
        });
    }

    @Override
    public void keep(String component) throws HandlerException, InterruptedException {
        attempt(this::removeOthers);
    }

    /** The containers of the version that is tried, of the current one, and of the one before. */
    private void takeDown(String project, String version) throws IOException, HandlerException, InterruptedException {
        Set<String> concerned = new HashSet<>(Set.of(version));
        versions.current().ifPresent(concerned::add);
        versions.previous().ifPresent(concerned::add);
        for (String each : concerned) {
            Path composeFile = versions.composeFile(each);
            if (Files.exists(composeFile)) {
                engine.down(project, composeFile);
                for (String service : AppVersions.read(composeFile).images().keySet()) {
                    if (engine.container(project, service).isPresent()) {
                        throw new HandlerException("service " + service + " could not be taken down");
                    }
                }
            }
        }
    }

    private void await(String project, String version, boolean healthy)
            throws IOException, HandlerException, InterruptedException {
        ComposeFile composeFile = AppVersions.read(versions.composeFile(version));
        long end = System.nanoTime() + deadline.toNanos();
        int looks = 0;
        while (true) {
            Optional<String> complaint = complaint(project, composeFile, healthy);
            looks = complaint.isPresent() ? 0 : looks + 1;
            if (looks == LOOKS) {
                return;
            }
            if (System.nanoTime() - end >= 0) {
                throw new HandlerException(
                        complaint.orElse("the containers do not stay up") + " after " + deadline.toSeconds() + " s");
            }
            Thread.sleep(interval);
        }
    }

    private Optional<String> complaint(String project, ComposeFile composeFile, boolean healthy)
            throws HandlerException, InterruptedException {
        for (Map.Entry<String, String> service : composeFile.images().entrySet()) {
            Optional<Container> found = engine.container(project, service.getKey());
            if (found.isEmpty()) {
                return Optional.of("service " + service.getKey() + " has no container");
            }
            Container container = found.get();
            if (!engine.imageId(service.getValue()).equals(Optional.of(container.image()))) {
                throw new HandlerException(
                        "service " + service.getKey() + " runs another image than " + service.getValue());
            }
            if (!container.running() || healthy && !container.healthy()) {
                return Optional.of("service " + service.getKey() + " is " + container.words());
            }
        }
        return Optional.empty();
    }

    private void removeOthers() throws IOException, HandlerException, InterruptedException {
        Set<String> needed = new HashSet<>();
        versions.current().ifPresent(version -> needed.addAll(images(version)));
        for (String version : versions.others()) {
            for (String image : images(version)) {
                if (!needed.contains(image)) {
                    engine.removeImage(image);
                }
            }
        }
        versions.removeOthers();
    }

    /** The images that a version names; none if it broke off before its compose file was complete. */
    private Set<String> images(String version) {
        try {
            return Set.copyOf(
                    AppVersions.read(versions.composeFile(version)).images().values());
        } catch (IOException | HandlerException e) {
            return Set.of();
        }
    }

    private static void attempt(Attempt attempt) throws HandlerException, InterruptedException {
        try {
            attempt.run();
        } catch (ArchiveRefusedException e) {
            throw new HandlerException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new HandlerException("the application's directory could not be changed: " + e, e);
        }
    }

    private interface Attempt {

        void run() throws IOException, ArchiveRefusedException, HandlerException, InterruptedException;
    }
}
