package io.slipway.client.bootloader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.HexFormat;

import io.slipway.client.bootloader.UpdateBootloader.Outcome;
import io.slipway.client.component.ComponentHandler;
import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.StagingArea;

/**
 * A new bootloader as part of an update: written to the copy that nobody starts while the update is on trial, made active once it is committed. So the trial
 * and the way back are the old bootloader's, which is known to do both, and an update that fails has changed nothing that starts.
 */
public final class BootloaderHandler implements ComponentHandler {

    private final UpdateBootloader update;
    private final StagingArea area;

    public BootloaderHandler(UpdateBootloader update, StagingArea area) {
        this.update = update;
        this.area = area;
    }

    @Override
    public void activate(StagedComponent staged) throws HandlerException {
        try (InputStream image = Files.newInputStream(staged.image())) {
            var refusal = update.write(
                    image, staged.content().length(), staged.content().sha256().hex());
            if (refusal.isPresent()) {
                throw new HandlerException(refusal.get().detail());
            }
        } catch (IOException e) {
            throw new HandlerException("the bootloader could not be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void undo(StagedComponent staged) {
        // The active copy is what it was.
    }

    @Override
    public void keep(String component) throws HandlerException {
        try (DigestInputStream image =
                new DigestInputStream(Files.newInputStream(area.nextFile()), UpdateBootloader.sha256())) {
            long length = image.transferTo(OutputStream.nullOutputStream());
            String digest = HexFormat.of().formatHex(image.getMessageDigest().digest());
            if (update.select(length, digest) instanceof Outcome.Refused(String detail)) {
                throw new HandlerException(detail);
            }
        } catch (IOException e) {
            throw new HandlerException("the bootloader could not be made active: " + e.getMessage(), e);
        }
    }
}
