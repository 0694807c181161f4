package io.slipway.client.trust;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.link.Command.Component;
import io.slipway.client.link.Command.Install;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.Reason;
import io.slipway.client.trust.Authorization.Granted;
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
    private final String component;

    /** @param component the one that this device updates */
    public AuthorizeUpdate(UpdateMetadata metadata, String deviceType, String component) {
        this.metadata = metadata;
        this.deviceType = deviceType;
        this.component = component;
    }

    /**
     * Brings the metadata up to date and decides; blocks.
     *
     * @param running digest of the image that runs, if it is known: the one that a delta would need
     * @throws IOException if the metadata cannot be fetched or kept; trying again may help
     */
    public Authorization authorize(Install command, Optional<Sha256> running) throws IOException {
        Component named = command.components().getFirst();
        if (command.components().size() > 1 || !named.name().equals(component)) {
            return new Refused(new Reason(
                    "component-not-supported",
                    "this device updates %s alone, the command names %s"
                            .formatted(
                                    component,
                                    command.components().stream()
                                            .map(Component::name)
                                            .toList())));
        }
        try {
            TrustedRepository repository = metadata.update();
            ImageTarget image = repository.image(new TargetPath(named.target()));
            Optional<Reason> objection = objectionTo(image, command.release());
            if (objection.isPresent()) {
                return new Refused(objection.get());
            }
            PayloadTarget full = repository.payload(new TargetPath(named.payload()));
            Optional<Reason> unfit = objectionTo(full, image, PayloadTarget.FULL);
            if (unfit.isPresent()) {
                return new Refused(unfit.get());
            }
            return new Granted(image.content(), signed(full), delta(repository, image, running));
        } catch (MetadataRefusedException e) {
            return new Refused(new Reason(e.refusal().code(), e.refusal().message()));
        } catch (IllegalArgumentException e) { // a path of another form
            return new Refused(new Reason("command-malformed", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Reason> objectionTo(ImageTarget image, Release release) {
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
}
