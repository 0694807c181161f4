package io.slipway.payload.image.ext4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.FileRuns;
import io.slipway.payload.image.ImageFile;

/** What e2fsprogs says of an image. */
final class Debugfs {

    /** {@code (0-11):100-111}, {@code (12[u]):112}; other entries of the list are blocks of the map itself. */
    private static final Pattern EXTENT = Pattern.compile("\\((\\d+)(?:-(\\d+))?(\\[u])?\\):(\\d+)(?:-(\\d+))?");

    private static final Pattern SIZE = Pattern.compile("Size: (\\d+)");

    private final Path folder;
    private final String image;
    private final int blockSize;

    Debugfs(Path image, int blockSize) {
        this.folder = image.getParent();
        this.image = image.getFileName().toString();
        this.blockSize = blockSize;
    }

    /** Where each file lies, clipped to its size; by its path. */
    Map<String, ImageFile> files(List<String> paths) throws Exception {
        String[] answers =
                answers(paths.stream().map(path -> "stat \"/" + path + "\"").toList());
        Map<String, ImageFile> files = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            files.put(paths.get(i), parse(paths.get(i), answers[i]));
        }
        return files;
    }

    /** The content of each file, by its path. */
    Map<String, byte[]> contents(List<String> paths) throws IOException {
        Path copies = Files.createTempDirectory(folder, "dump");
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            commands.add("dump \"/" + paths.get(i) + "\" " + copies + "/" + i);
        }
        answers(commands);
        Map<String, byte[]> contents = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            contents.put(paths.get(i), Files.readAllBytes(copies.resolve(Integer.toString(i))));
        }
        return contents;
    }

    /** Changes the image. */
    void write(String... commands) throws IOException {
        Path script = script(List.of(commands));
        String printed = DebianTools.run(folder, "debugfs", "-w", "-f", script.toString(), image);
        for (String line : printed.split("\n")) {
            if (!line.startsWith("debugfs") && !line.startsWith("Allocated inode") && !line.isBlank()) {
                throw new AssertionError(printed);
            }
        }
    }

    private String[] answers(List<String> commands) throws IOException {
        String printed =
                DebianTools.run(folder, "debugfs", "-f", script(commands).toString(), image);
        String[] answers = printed.split("(?m)^debugfs: ");
        String[] trimmed = Arrays.copyOfRange(answers, 1, answers.length);
        if (trimmed.length != commands.size()) {
            throw new AssertionError(printed);
        }
        return trimmed;
    }

    private Path script(List<String> commands) throws IOException {
        Path script = Files.createTempFile(folder, "debugfs", ".txt");
        return Files.writeString(script, String.join("\n", commands) + "\n", StandardCharsets.UTF_8);
    }

    private ImageFile parse(String path, String stat) throws Exception {
        Matcher size = SIZE.matcher(stat);
        if (!size.find()) {
            throw new AssertionError(stat);
        }
        FileRuns runs = new FileRuns(Long.parseLong(size.group(1)));
        Matcher extent = EXTENT.matcher(stat);
        while (extent.find()) {
            if (extent.group(3) == null) {
                long first = Long.parseLong(extent.group(1));
                long last = extent.group(2) == null ? first : Long.parseLong(extent.group(2));
                runs.add(
                        first * blockSize, Long.parseLong(extent.group(4)) * blockSize, (last - first + 1) * blockSize);
            }
        }
        return runs.toFile(path);
    }
}
