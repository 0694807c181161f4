package io.slipway.payload.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tree of files from which tests make images: the same bytes each time it is written.
 *
 * @param folder where it was written
 * @param files content of each regular file that has one, by its path; each is named once here
 * @param links further names of files, with the path in {@code files} that they share
 */
public record SampleTree(Path folder, SortedMap<String, byte[]> files, Map<String, String> links) {

    private static final int[] SIZES = {
        1,
        59,
        60,
        61,
        90,
        130,
        500,
        511,
        512,
        513,
        1023,
        1024,
        1025,
        2048,
        4095,
        4096,
        4097,
        12 * 1024,
        12 * 1024 + 1,
        70_000,
        400_000
    };

    /** Regular files and directories only, with names that every filesystem can have. */
    public static SampleTree simple(Path folder) throws IOException {
        SampleTree tree = new SampleTree(Files.createDirectories(folder), new TreeMap<>(), Map.of());
        Random random = new Random(7);
        for (int size : SIZES) {
            tree.write("sizes/" + size + ".bin", content(random, size));
        }
        for (int i = 0; i < 120; i++) {
            tree.write("many/a file with a long name, number " + i + ".txt", content(random, 1 + i));
        }
        tree.write("deep/a/b/c/d/e/f/g/h/leaf", content(random, 5000));
        tree.write("top", content(random, 3000));
        Files.createFile(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("nothing/in/here"));
        return tree;
    }

    /** As {@link #simple}, with symbolic and hard links and names in other scripts, and one that is no UTF-8. */
    public static SampleTree posix(Path folder) throws IOException {
        SampleTree simple = simple(folder);
        Random random = new Random(8);
        simple.write("links/first", content(random, 2000));
        Files.createLink(folder.resolve("links/second"), folder.resolve("links/first"));
        Files.createLink(folder.resolve("third"), folder.resolve("links/first"));
        Files.createSymbolicLink(folder.resolve("links/short"), Path.of("first"));
        Files.createSymbolicLink(folder.resolve("links/long"), Path.of("x".repeat(90)));
        Files.createSymbolicLink(folder.resolve("links/longer"), Path.of("y/".repeat(450)));
        SampleTree tree =
                new SampleTree(folder, simple.files(), Map.of("links/second", "links/first", "third", "links/first"));
        tree.writeAs("\\303\\274ml\\303\\244ut", "ümläut", content(random, 700));
        tree.writeAs("\\346\\267\\261", "深", content(random, 5000));
        tree.writeAs("not\\377utf8", "not\uFFFDutf8", content(random, 800));
        return tree;
    }

    /** The paths of the files that {@code layout} lacks and of those that it has in excess; either name of a linked file will do. */
    public List<String> differences(ImageLayout layout) {
        List<String> found = new ArrayList<>();
        for (ImageFile file : layout.files()) {
            if (!file.isMetadata()) {
                found.add(links.getOrDefault(file.path(), file.path()));
            }
        }
        List<String> differences = new ArrayList<>(found);
        files.keySet().forEach(differences::remove);
        files.keySet().stream().filter(path -> !found.contains(path)).forEach(differences::add);
        return differences;
    }

    /** What a file of {@link #differences an agreeing layout} contains. */
    public byte[] contentOf(ImageFile file) {
        return files.get(links.getOrDefault(file.path(), file.path()));
    }

    private void write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        files.put(path, content);
    }

    /** Has the shell name the file, because Java can write such names in some locales only. */
    private void writeAs(String octalName, String path, byte[] content) throws IOException {
        write("renamed", content);
        files.remove("renamed");
        DebianTools.run(folder, "sh", "-c", "mv renamed \"$(printf '" + octalName + "')\"");
        files.put(path, content);
    }

    /** Half of it repeats itself, so that it looks like a program and not like noise; none of it is zero, so that no tool leaves it out. */
    private static byte[] content(Random random, int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = i % 64 < 32 ? (byte) (1 + random.nextInt(255)) : content[i - 32];
        }
        return content;
    }
}
