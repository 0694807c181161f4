package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.compose.ComposeFile;
import io.slipway.client.component.compose.ContainerEngine;

/** An engine without containers, whose power is cut before a call. Archives of images say what they are: {@code name@sha256:…}. */
final class SimulatedEngine implements ContainerEngine {

    /** The power was cut. */
    static final class PowerCut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    final Map<String, String> containers = new TreeMap<>();
    final Map<String, String> images = new TreeMap<>();
    int callsUntilCut = Integer.MAX_VALUE;

    private void call() {
        if (callsUntilCut-- == 0) {
            throw new PowerCut();
        }
    }

    @Override
    public void load(Path archive) {
        call();
        try {
            String image = Files.readString(archive);
            images.put(image, "id of " + image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> imageId(String image) {
        return Optional.ofNullable(images.get(image));
    }

    @Override
    public void removeImage(String image) throws HandlerException {
        call();
        if (containers.containsValue(image)) {
            throw new HandlerException("in use: " + image);
        }
        images.remove(image);
    }

    @Override
    public void up(String project, Path composeFile) throws HandlerException {
        call();
        for (Map.Entry<String, String> service : read(composeFile).images().entrySet()) {
            if (!images.containsKey(service.getValue())) {
                throw new HandlerException("no image " + service.getValue());
            }
            containers.putIfAbsent(service.getKey(), service.getValue());
        }
    }

    @Override
    public void down(String project, Path composeFile) throws HandlerException {
        call();
        read(composeFile).images().keySet().forEach(containers::remove);
    }

    @Override
    public Optional<Container> container(String project, String service) {
        call();
        return Optional.ofNullable(containers.get(service))
                .map(image -> new Container(String.valueOf(images.get(image)), true, true, "running"));
    }

    private static ComposeFile read(Path composeFile) throws HandlerException {
        try {
            return AppVersions.read(composeFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
