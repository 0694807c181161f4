package io.slipway.client.hook.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.slipway.client.hook.HookEntry;
import io.slipway.client.hook.HookEntry.Hook;
import io.slipway.client.hook.HookEntry.Ignored;
import io.slipway.client.hook.HookEntry.Unsafe;
import io.slipway.client.hook.HookShelf;

/**
 * A directory with one directory for each point, such as {@code before-commit}, whose executables are the hooks.
 *
 * <p>They run with the rights of the client. So each, and every directory between it and the shelf, must belong to root or to the client's user and be
 * writable by nobody else; links may not lead out of the shelf. What is not executable, or has a name that editors and packagers leave behind, is ignored.
 */
public final class HookDirectory implements HookShelf {

    private static final int MOST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}(\\.(sh|py))?");

    private final Path directory;

    public HookDirectory(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public List<HookEntry> at(String point) throws IOException {
        Path place = directory.resolve(point);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        Path shelf = directory.toRealPath();
        List<Path> files;
        try (Stream<Path> found = Files.list(place)) {
            files = found.limit(MOST + 1).sorted().toList();
        }
        if (files.size() > MOST) {
            return List.of(new Unsafe(place, "has more than " + MOST + " files"));
        }
        List<HookEntry> entries = new ArrayList<>();
        for (Path file : files) {
            entries.add(entry(file, shelf));
        }
        return entries;
    }

    private static HookEntry entry(Path file, Path shelf) throws IOException {
        if (!NAME.matcher(String.valueOf(file.getFileName())).matches()) {
            return new Ignored(file, "has a name that no hook has");
        }
        Path real;
        try {
            real = file.toRealPath();
        } catch (NoSuchFileException e) {
            return new Ignored(file, "is a link to nothing");
        }
        if (!real.startsWith(shelf)) {
            return new Unsafe(file, "leads out of " + shelf);
        }
        if (!Files.isRegularFile(real) || !Files.isExecutable(real)) {
            return new Ignored(file, "is not executable");
        }
        for (Path part = real; part != null && part.startsWith(shelf); part = part.getParent()) {
            Optional<String> risk = risk(part);
            if (risk.isPresent()) {
                return new Unsafe(file, risk.get());
            }
        }
        return new Hook(real);
    }

    private static Optional<String> risk(Path part) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(part, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                || attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
            return Optional.of("can be written by others: " + part);
        }
        UserPrincipal owner = attributes.owner();
        UserPrincipal client = Files.getOwner(Path.of("/proc/self"));
        return owner.getName().equals("root") || owner.equals(client)
                ? Optional.empty()
                : Optional.of("belongs to " + owner.getName() + ": " + part);
    }
}
