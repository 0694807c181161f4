package io.slipway.client.bootloader.systemdboot;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironment;
import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.Transition;
import io.slipway.client.slot.SlotName;

/**
 * systemd-boot with boot counting: the committed slot is the good entry with the highest revision, the slot on trial has a counting one with a higher
 * revision.
 *
 * <p>FAT has no journal, and a rename on it may leave both names, one cluster between them, or neither. So nothing is renamed here: entries are made and
 * removed, each forced before the next step, and the committed one is never touched. An entry has at most {@value #MOST_BYTES} bytes, one sector: cut off,
 * it is not there, empty, or whole, and systemd-boot passes over an empty one. The new entry is made before that which it takes the place of is removed.
 */
public final class CountingEntries implements BootEnvironment {

    private static final int MOST_BYTES = 512;
    private static final int MOST_REVISION = 999_999_998;

    private final BootFiles files;
    private final Path directory;
    private final Path templateA;
    private final Path templateB;
    private final EfiVariables variables;

    /**
     * @param directory {@code loader/entries} of the boot partition
     * @param templateA content of the entries of slot a
     */
    public CountingEntries(BootFiles files, Path directory, Path templateA, Path templateB, EfiVariables variables) {
        this.files = files;
        this.directory = directory;
        this.templateA = templateA;
        this.templateB = templateB;
        this.variables = variables;
    }

    @Override
    public BootState read() throws BootEnvironmentException {
        try {
            List<Entry> entries = entries();
            Entry committed = committed(entries);
            Optional<Entry> trial = trial(entries, committed);
            return trial.isEmpty()
                    ? new Settled(committed.slot())
                    : new OnTrial(
                            committed.slot(),
                            trial.get().done(),
                            trial.get().done() + trial.get().left().orElseThrow());
        } catch (IOException | IllegalArgumentException e) {
            throw new BootEnvironmentException(
                    "Cannot use the boot entries in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(BootState state) throws BootEnvironmentException {
        Transition transition = Transition.between(read(), state);
        try {
            List<Entry> entries = entries();
            Entry committed = committed(entries);
            switch (transition) {
                case NONE -> {}
                case ARM -> arm(committed, ((OnTrial) state).limit());
                case COMMIT -> {
                    Entry trial = trial(entries, committed).orElseThrow();
                    make(Entry.good(trial.revision(), trial.slot()), trial.slot());
                    files.delete(directory.resolve(trial.name()));
                }
                case ABANDON -> {
                    for (Entry entry : entries) {
                        if (!entry.isGood()) {
                            files.delete(directory.resolve(entry.name()));
                        }
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BootEnvironmentException(
                    "Cannot change the boot entries in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** From {@code LoaderEntrySelected}. */
    @Override
    public Optional<SlotName> started() throws BootEnvironmentException {
        try {
            return variables.get(EfiVariables.SELECTED).flatMap(Entry::parse).map(Entry::slot);
        } catch (IOException e) {
            throw new BootEnvironmentException("Cannot read what systemd-boot started: " + e.getMessage(), e);
        }
    }

    private void arm(Entry committed, int limit) throws IOException {
        if (committed.revision() > MOST_REVISION) {
            throw new IOException("revision " + committed.revision() + " is too high to be followed");
        }
        for (String name : files.list(directory)) {
            if (Entry.parse(name).isPresent() && !name.equals(committed.name())) {
                files.delete(directory.resolve(name));
            }
        }
        SlotName trial = committed.slot().opposite();
        make(Entry.counted(committed.revision() + 1, trial, limit), trial);
    }

    private void make(String name, SlotName slot) throws IOException {
        Path template = slot == SlotName.A ? templateA : templateB;
        long size = files.size(template);
        if (size < 1 || size > MOST_BYTES) {
            throw new IOException(template + " has " + size + " bytes, an entry may have 1 to " + MOST_BYTES);
        }
        files.delete(directory.resolve(name));
        files.create(directory.resolve(name), files.read(template, 0, (int) size));
    }

    /** Entries of ours that are whole. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : files.list(directory)) {
            Optional<Entry> entry = Entry.parse(name);
            if (entry.isPresent() && !isEmpty(directory.resolve(name))) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private boolean isEmpty(Path file) throws IOException {
        try {
            return files.size(file) == 0;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static Entry committed(List<Entry> entries) {
        return entries.stream()
                .filter(Entry::isGood)
                .max(Entry.BY_REVISION)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no slipway-REVISION-SLOT.conf without a count, so no slot is committed"));
    }

    private static Optional<Entry> trial(List<Entry> entries, Entry committed) {
        Optional<Entry> trial = entries.stream()
                .filter(entry -> !entry.isGood() && entry.revision() > committed.revision())
                .max(Entry.BY_REVISION);
        if (trial.isPresent() && trial.get().slot() == committed.slot()) {
            throw new IllegalArgumentException("slot " + committed.slot() + " is committed and on trial");
        }
        return trial;
    }
}
