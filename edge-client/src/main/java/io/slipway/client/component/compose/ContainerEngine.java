package io.slipway.client.component.compose;

import java.nio.file.Path;
import java.util.Optional;

import io.slipway.client.component.HandlerException;

/** What runs containers. Every call blocks, for a bounded time, and can be repeated. */
public interface ContainerEngine {

    /**
     * A container of a service.
     *
     * @param image identity of its image as of {@link #imageId}
     * @param running whether it runs
     * @param healthy whether its health check, if it has one, has passed
     * @param words the state in the engine's words
     */
    record Container(String image, boolean running, boolean healthy, String words) {}

    /** Takes an image from an OCI archive. */
    void load(Path archive) throws HandlerException, InterruptedException;

    /** Identity of the image {@code name@sha256:…}, if the engine has it. */
    Optional<String> imageId(String image) throws InterruptedException;

    /** Removes an image, if nothing uses it. */
    void removeImage(String image) throws HandlerException, InterruptedException;

    /** Makes and starts the containers of a compose file, without fetching or building anything. */
    void up(String project, Path composeFile) throws HandlerException, InterruptedException;

    /** Stops and removes the containers of a compose file; volumes stay. */
    void down(String project, Path composeFile) throws HandlerException, InterruptedException;

    /** The container of a service, if there is one. */
    Optional<Container> container(String project, String service) throws HandlerException, InterruptedException;
}
