package io.slipway.client.bootloader.model;

import java.io.EOFException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.slipway.client.bootloader.BootFiles;

/** Boot files in memory that tell every state in which a loss of power can leave them. */
public final class MemoryBootFiles implements BootFiles {

    private static final int SECTOR = 512;
    private static final int MOST_CHANGED_SECTORS = 12;

    private Map<Path, byte[]> content = new TreeMap<>();
    private Consumer<Map<Path, byte[]>> crashes = _ -> {};

    /** What the files hold now. */
    public Map<Path, byte[]> snapshot() {
        Map<Path, byte[]> copy = new TreeMap<>();
        content.forEach((file, bytes) -> copy.put(file, bytes.clone()));
        return copy;
    }

    /** Puts back what {@link #snapshot} gave. */
    public void restore(Map<Path, byte[]> snapshot) {
        content = new TreeMap<>();
        snapshot.forEach((file, bytes) -> content.put(file, bytes.clone()));
    }

    /** From now on hands every state to {@code crashes} in which a loss of power can leave the files. */
    public void onCrash(Consumer<Map<Path, byte[]>> listener) {
        crashes = listener;
    }

    @Override
    public long size(Path file) throws NoSuchFileException {
        return get(file).length;
    }

    @Override
    public byte[] read(Path file, long offset, int length) throws NoSuchFileException, EOFException {
        require(file, offset, length);
        return Arrays.copyOfRange(get(file), (int) offset, (int) offset + length);
    }

    @Override
    public void overwrite(Path file, long offset, byte[] bytes) throws NoSuchFileException, EOFException {
        require(file, offset, bytes.length);
        byte[] before = get(file);
        byte[] after = before.clone();
        System.arraycopy(bytes, 0, after, (int) offset, bytes.length);
        List<Integer> changed = changedSectors(before, after);
        if (changed.size() > MOST_CHANGED_SECTORS) {
            throw new AssertionError("a write changes " + changed.size() + " sectors: too many to try every subset");
        }
        for (int subset = 0; subset < 1 << changed.size(); subset++) {
            byte[] torn = before.clone();
            for (int i = 0; i < changed.size(); i++) {
                if ((subset & 1 << i) != 0) {
                    int start = changed.get(i) * SECTOR;
                    System.arraycopy(after, start, torn, start, Math.min(SECTOR, after.length - start));
                }
            }
            crash(file, torn);
        }
        content.put(file, after);
    }

    @Override
    public List<String> list(Path directory) {
        return content.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .map(file -> String.valueOf(file.getFileName()))
                .toList();
    }

    @Override
    public void create(Path file, byte[] bytes) throws FileAlreadyExistsException {
        if (content.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        crashes.accept(snapshot());
        for (int length = 0; length < bytes.length; length += SECTOR) {
            crash(file, Arrays.copyOf(bytes, length));
        }
        content.put(file, bytes.clone());
        crashes.accept(snapshot());
    }

    @Override
    public void delete(Path file) {
        crashes.accept(snapshot());
        content.remove(file);
        crashes.accept(snapshot());
    }

    private void crash(Path file, byte[] bytes) {
        Map<Path, byte[]> state = snapshot();
        state.put(file, bytes);
        crashes.accept(state);
    }

    private static List<Integer> changedSectors(byte[] before, byte[] after) {
        List<Integer> changed = new ArrayList<>();
        for (int start = 0; start < before.length; start += SECTOR) {
            int end = Math.min(start + SECTOR, before.length);
            if (!Arrays.equals(before, start, end, after, start, end)) {
                changed.add(start / SECTOR);
            }
        }
        return changed;
    }

    private byte[] get(Path file) throws NoSuchFileException {
        if (!content.containsKey(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return Objects.requireNonNull(content.get(file));
    }

    private void require(Path file, long offset, int length) throws NoSuchFileException, EOFException {
        if (offset + length > get(file).length) {
            throw new EOFException(file + " has no " + length + " bytes at offset " + offset);
        }
    }
}
