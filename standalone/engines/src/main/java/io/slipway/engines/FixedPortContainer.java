package io.slipway.engines;

import java.time.Duration;
import java.util.List;

import org.testcontainers.containers.GenericContainer;

/** A container whose one port keeps its number on the host over restarts, so that clients find it again. */
final class FixedPortContainer extends GenericContainer<FixedPortContainer> {

    private static final Duration TIME_TO_START = Duration.ofMinutes(3);

    FixedPortContainer(String image, int hostPort, int containerPort) {
        super(image);
        addExposedPort(containerPort);
        setPortBindings(List.of(hostPort + ":" + containerPort));
        withStartupTimeout(TIME_TO_START);
    }

    /** Ends it at once; the container and its data stay. */
    void killNow() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
    }

    /** Starts the ended container again and returns when it serves. */
    void startAgain() {
        getDockerClient().startContainerCmd(getContainerId()).exec();
        waitUntilContainerStarted();
    }

    /** The process id on the container engine's host; 0 if it does not run. */
    long hostPid() {
        Long pid = getCurrentContainerInfo().getState().getPidLong();
        return pid == null ? 0 : pid;
    }
}
