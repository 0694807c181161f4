package io.slipway.client.trust;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.slipway.client.link.Command.Component;
import io.slipway.client.link.Command.Install;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.Reason;
import io.slipway.client.trust.Authorization.Granted;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.Refused;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.metadata.target.PayloadTarget;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.UpdateMetadata;

/** Holds a command against signed metadata. A command by itself is worth nothing: it comes from a server that may have been taken over. */
public final class AuthorizeUpdate {

    private static final String FORMAT = "raw";

    private final UpdateMetadata metadata;
    private final String deviceType;
    private final Set<String> components;

    /** @param components that this device updates */
    public AuthorizeUpdate(UpdateMetadata metadata, String deviceType, Set<String> components) {
        this.metadata = metadata;
        this.deviceType = deviceType;
        this.components = Set.copyOf(components);
    }

    /** What the device runs, to find the delta that starts from it. */
    @FunctionalInterface
    public interface Running {

        /** Digest of the image that runs as {@code component}, if it is known. */
        Optional<Sha256> image(String component);
    }

    /**
     * Brings the metadata up to date and decides; blocks.
     *
     * @throws IOException if the metadata cannot be fetched or kept; trying again may help
     */
    public Authorization authorize(Install command, Running running) throws IOException {
        List<String> names = command.components().stream().map(Component::name).toList();
        if (!components.containsAll(names)) {
            return refused(
                    "component-not-supported",
                    "this device updates %s, the command names %s"
                            .formatted(String.join(", ", new TreeSet<>(components)), String.join(", ", names)));
        }
        if (Set.copyOf(names).size() < names.size()) {
            return refused("command-malformed", "the command names a component twice: " + String.join(", ", names));
        }
        try {
            TrustedRepository repository = metadata.update();
            refuse(objectionToLack(names, command.release(), repository));
            List<GrantedImage> granted = new ArrayList<>();
            for (Component named : command.components()) {
                granted.add(grant(named, command.release(), repository, running));
            }
            return new Granted(granted);
        } catch (NotGrantedException e) {
            return new Refused(e.reason);
        } catch (MetadataRefusedException e) {
            return refused(e.refusal().code(), e.refusal().message());
        } catch (IllegalArgumentException e) { // a path of another form
            return refused("command-malformed", String.valueOf(e.getMessage()));
        }
    }

    private GrantedImage grant(Component named, Release release, TrustedRepository repository, Running running)
            throws NotGrantedException, IOException {
        ImageTarget image = repository.image(new TargetPath(named.target()));
        refuse(objectionTo(image, named.name(), release));
        PayloadTarget full = repository.payload(new TargetPath(named.payload()));
        refuse(objectionTo(full, image, PayloadTarget.FULL));
        return new GrantedImage(
                named.name(), image.content(), signed(full), delta(repository, image, running.image(named.name())));
    }

    private static void refuse(Optional<Reason> objection) throws NotGrantedException {
        if (objection.isPresent()) {
            throw new NotGrantedException(objection.get());
        }
    }

    private static Refused refused(String code, String detail) {
        return new Refused(new Reason(code, detail));
    }

    /** A server that leaves out half of a release would make a system that nobody has tested. */
    private Optional<Reason> objectionToLack(List<String> named, Release release, TrustedRepository repository) {
        return components.stream()
                .filter(component -> !named.contains(component))
                .filter(component -> repository
                        .targets()
                        .target(new TargetPath(release.name() + "/" + release.version() + "/" + component))
                        .isPresent())
                .sorted()
                .findFirst()
                .map(component -> new Reason(
                        "release-incomplete",
                        "the command leaves out %s, which release %s has for this device"
                                .formatted(component, release)));
    }

    private Optional<Reason> objectionTo(ImageTarget image, String component, Release release) {
        boolean sameRelease = image.releaseId().toString().equals(release.id())
                && image.releaseName().equals(release.name())
                && image.releaseVersion().equals(release.version())
                && image.component().equals(component);
        if (!sameRelease) {
            return Optional.of(new Reason(
                    "release-mismatch",
                    "the command says %s of release %s %s, the signed image is %s of release %s"
                            .formatted(component, release, release.id(), image.path(), image.releaseId())));
        }
        if (!image.deviceTypes().contains(deviceType)) {
            return Optional.of(new Reason(
                    "device-type-mismatch",
                    "the image is signed for %s, this device is a %s".formatted(image.deviceTypes(), deviceType)));
        }
        if (!image.format().equals(FORMAT)) {
            return Optional.of(new Reason(
                    "format-not-supported",
                    "the image has the format %s, slots take %s".formatted(image.format(), FORMAT)));
        }
        return Optional.empty();
    }

    /** The delta for this device. One that says something else than its name is none. */
    private static Optional<SignedPayload> delta(
            TrustedRepository repository, ImageTarget image, Optional<Sha256> running) throws IOException {
        if (running.isEmpty()) {
            return Optional.empty();
        }
        return repository
                .findPayload(PayloadTarget.deltaPath(image.content().sha256(), running.get()))
                .filter(delta -> objectionTo(delta, image, PayloadTarget.DELTA).isEmpty())
                .map(AuthorizeUpdate::signed);
    }

    private static SignedPayload signed(PayloadTarget payload) {
        return new SignedPayload(payload.content(), payload.index());
    }

    private static Optional<Reason> objectionTo(PayloadTarget payload, ImageTarget image, String kind) {
        if (!payload.image().equals(image.content())) {
            return Optional.of(new Reason(
                    "payload-image-mismatch",
                    "the payload makes an image with sha256 %s, the signed image has %s"
                            .formatted(payload.image().sha256(), image.content().sha256())));
        }
        if (!payload.kind().equals(kind)) {
            return Optional.of(new Reason(
                    "payload-kind-not-supported",
                    "the payload is of kind %s, this client takes %s".formatted(payload.kind(), kind)));
        }
        return Optional.empty();
    }

    private static final class NotGrantedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Reason reason;

        NotGrantedException(Reason reason) {
            super(reason.toString());
            this.reason = reason;
        }
    }
}
