package io.slipway.device.command;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.report.Channel;

/**
 * The pending command of every device of the platform. Complete once {@link #isComplete()}; until then nobody can say that a device has nothing to do. For use
 * by all threads.
 */
public final class PendingCommands {

    private final Map<DeviceName, Pending> commands = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** Replaces the command of {@code device}. */
    public void put(DeviceName device, RenderedCommand command) {
        commands.compute(device, (name, before) -> {
            boolean sameDeployment =
                    before != null && before.command.deploymentId().equals(command.deploymentId());
            return new Pending(command, sameDeployment ? before.offered : EnumSet.noneOf(Channel.class));
        });
    }

    /** Says that {@code device} has nothing to do. */
    public void remove(DeviceName device) {
        commands.remove(device);
    }

    /** The command of {@code device}, if it has one. */
    public Optional<RenderedCommand> find(DeviceName device) {
        return Optional.ofNullable(commands.get(device)).map(Pending::command);
    }

    /**
     * Notes that {@code device} got the command of a deployment.
     *
     * @return whether this is the first time for this deployment and channel, as far as this instance knows
     */
    public boolean noteOffered(DeviceName device, UUID deploymentId, Channel channel) {
        Pending pending = commands.get(device);
        if (pending == null || !pending.command.deploymentId().equals(deploymentId)) {
            return false;
        }
        synchronized (pending.offered) {
            return pending.offered.add(channel);
        }
    }

    /** Takes {@link #noteOffered} back: the next time counts as the first. */
    public void forgetOffered(DeviceName device, UUID deploymentId, Channel channel) {
        Pending pending = commands.get(device);
        if (pending != null && pending.command.deploymentId().equals(deploymentId)) {
            synchronized (pending.offered) {
                pending.offered.remove(channel);
            }
        }
    }

    /** How many devices have something to do. */
    public int size() {
        return commands.size();
    }

    /** Whether everything that was on the topic when the service started has been read. */
    public boolean isComplete() {
        return complete;
    }

    /** Says that everything that was on the topic has been read. */
    public void markComplete() {
        complete = true;
    }

    private record Pending(RenderedCommand command, Set<Channel> offered) {}
}
