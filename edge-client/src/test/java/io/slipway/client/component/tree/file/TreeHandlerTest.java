package io.slipway.client.component.tree.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.tree.Coverage;
import io.slipway.client.component.tree.TreeFiles;
import io.slipway.client.component.tree.TreeHandler;
import io.slipway.client.component.tree.file.BreakingFiles.PowerCut;
import io.slipway.client.fixture.StagedImages;
import io.slipway.client.fixture.TestTar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TreeHandlerTest {

    private static final Coverage ALL = new Coverage(List.of("**"), List.of());

    /** In memory, where forcing costs nothing: what a medium would have lost is not what is asked here. */
    static final class InMemory implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isDirectory(memory)
                    ? Files.createTempDirectory(memory, "trees")
                    : Files.createTempDirectory("trees");
        }
    }

    @TempDir(factory = InMemory.class)
    Path directory;

    private Path image;
    private int trees;

    @Test
    void brings_files_into_use_and_takes_them_back() throws Exception {
        // Given
        Path tree = tree();
        SortedMap<String, String> old = TreeSnapshot.of(tree);
        TreeHandler handler = handler(new FileTree(tree), ALL, true);
        stage(newTree());

        // When
        handler.activate(staged(1));

        // Then
        assertThat(TreeSnapshot.visible(tree))
                .containsOnlyKeys(
                        "",
                        "added",
                        "added/below",
                        "added/link",
                        "file-to-link",
                        "file-to-directory",
                        "file-to-directory/file",
                        "directory-to-link",
                        "link-to-directory",
                        "link-to-directory/file",
                        "elsewhere",
                        "elsewhere/kept",
                        "elsewhere/file",
                        "directory-to-file",
                        "link-to-file",
                        "replaced",
                        "script",
                        "same")
                .containsEntry("script", "104755 uid=0 'setuid'")
                .containsEntry("added/link", "120777 uid=0 -> below")
                .containsEntry("replaced", "100600 uid=0 'new'");

        // When
        handler.undo(staged(1));

        // Then
        assertThat(TreeSnapshot.of(tree)).isEqualTo(old);
    }

    @Test
    void leaves_what_the_archive_lacks_unless_told_to_remove_it() throws Exception {
        // Given
        Path tree = tree();
        stage(new TestTar().file("replaced", 0644, "new"));

        // When
        handler(new FileTree(tree), ALL, false).activate(staged(1));

        // Then
        assertThat(tree.resolve("gone")).exists();
        assertThat(tree.resolve("replaced")).hasContent("new");
    }

    @Test
    void a_loss_of_power_at_any_instant_leaves_the_old_or_the_new_tree() throws Exception {
        // Given
        stage(newTree());
        SortedMap<String, String> old = TreeSnapshot.of(tree());
        Path updated = tree();
        handler(new FileTree(updated), ALL, true).activate(staged(1));
        handler(new FileTree(updated), ALL, true).keep("files");
        SortedMap<String, String> made = TreeSnapshot.of(updated);
        int cuts = 0;

        for (int cut = 0; broken(tree(), cut); cut++) {
            // Then
            Path again = tree();
            broken(again, cut);
            handler(new FileTree(again), ALL, true).activate(staged(1));
            handler(new FileTree(again), ALL, true).keep("files");
            assertThat(TreeSnapshot.of(again)).as("made after cut %d", cut).isEqualTo(made);

            // Then
            for (int second = 0; ; second++) {
                Path back = tree();
                broken(back, cut);
                boolean cutAgain = undoBroken(back, second);
                if (second % 2 == 1 && cutAgain) {
                    handler(new FileTree(back), ALL, true).activate(staged(1));
                    assertThat(TreeSnapshot.visible(back)).isEqualTo(visible(made));
                }
                handler(new FileTree(back), ALL, true).undo(staged(1));
                assertThat(TreeSnapshot.of(back))
                        .as("taken back after cuts %d and %d", cut, second)
                        .isEqualTo(old);
                cuts++;
                if (!cutAgain) {
                    break;
                }
            }
        }
        System.out.println("Trees after " + cuts + " pairs of losses of power: all the old or the new one");
        assertThat(cuts).isGreaterThan(1000);
    }

    @Test
    void a_loss_of_power_while_clearing_up_leaves_the_new_tree() throws Exception {
        // Given
        stage(newTree());
        boolean cutOff = true;

        for (int cut = 0; cutOff; cut++) {
            Path tree = tree();
            handler(new FileTree(tree), ALL, true).activate(staged(1));
            SortedMap<String, String> made = TreeSnapshot.visible(tree);

            // When
            try {
                handler(new BreakingFiles(new FileTree(tree), cut), ALL, true).keep("files");
                cutOff = false;
            } catch (PowerCut e) {
                handler(new FileTree(tree), ALL, true).keep("files");
            }

            // Then
            assertThat(TreeSnapshot.visible(tree)).isEqualTo(made);
            assertThat(tree.resolve(".slipway-files")).doesNotExist();
        }
    }

    @Test
    void never_touches_what_is_not_covered() throws Exception {
        for (int seed = 0; seed < 150; seed++) {
            // Given
            Random random = new Random(seed);
            Coverage coverage = new Coverage(List.of("a/**", "b/*", "c"), List.of("a/b", "**/x"));
            Path tree = Files.createDirectory(directory.resolve("random-" + seed));
            grow(random, tree, 3);
            SortedMap<String, String> before = TreeSnapshot.visible(tree);
            stage(random(random));
            boolean delete = random.nextBoolean();
            TreeHandler handler = handler(new FileTree(tree), coverage, delete);

            // When
            boolean active = true;
            try {
                breakOff(tree, coverage, delete, random.nextInt(40), seed);
                handler.activate(staged(seed));
            } catch (HandlerException e) {
                active = false;
            }

            // Then
            SortedMap<String, String> after = TreeSnapshot.visible(tree);
            Set<String> touched = new HashSet<>(before.keySet());
            touched.addAll(after.keySet());
            touched.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
            assertThat(touched)
                    .as("seed %d", seed)
                    .allMatch(name -> coverage.covers(name) || isNewParent(name, before, after));
            assertThat(active || touched.isEmpty()).isTrue();

            // When
            undoBroken(tree, random.nextInt(12));
            handler.undo(staged(seed));

            // Then
            assertThat(TreeSnapshot.visible(tree)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"link-to-file/x", "replaced/x", ".slipway-files/plan"})
    void refuses_names_that_lead_elsewhere(String name) throws Exception {
        // Given
        Path tree = tree();
        SortedMap<String, String> old = TreeSnapshot.of(tree);
        TreeHandler handler = handler(new FileTree(tree), ALL, false);
        stage(new TestTar().file(name, 0644, "x"));

        // When
        assertThatThrownBy(() -> handler.activate(staged(1))).isInstanceOf(HandlerException.class);
        handler.undo(staged(1));

        // Then
        assertThat(TreeSnapshot.of(tree)).isEqualTo(old);
    }

    @Test
    void passes_by_what_others_have_put_into_a_new_directory() throws Exception {
        // Given
        Path tree = tree();
        TreeHandler handler = handler(new FileTree(tree), ALL, false);
        stage(new TestTar().file("added/file", 0644, "x"));
        handler.activate(staged(1));
        Files.writeString(tree.resolve("added/log"), "of an application");

        // When
        handler.undo(staged(1));

        // Then
        assertThat(tree.resolve("added/file")).doesNotExist();
        assertThat(tree.resolve("added/log")).exists();
    }

    private static boolean isNewParent(String name, SortedMap<String, String> before, SortedMap<String, String> after) {
        return !before.containsKey(name) && after.keySet().stream().anyMatch(other -> other.startsWith(name + "/"));
    }

    private static SortedMap<String, String> visible(SortedMap<String, String> whole) {
        SortedMap<String, String> snapshot = new TreeMap<>(whole);
        snapshot.replaceAll((_, words) -> words.replaceFirst(" names=[0-9]+", ""));
        return snapshot;
    }

    /** Whether the power was cut during an activation. */
    private boolean broken(Path tree, int cut) throws HandlerException {
        try {
            handler(new BreakingFiles(new FileTree(tree), cut), ALL, true).activate(staged(1));
            return false;
        } catch (PowerCut e) {
            return true;
        }
    }

    private void breakOff(Path tree, Coverage coverage, boolean delete, int cut, long deployment)
            throws HandlerException {
        try {
            handler(new BreakingFiles(new FileTree(tree), cut), coverage, delete)
                    .activate(staged(deployment));
        } catch (PowerCut e) {
            // goes on with what is there
        }
    }

    private boolean undoBroken(Path tree, int cut) throws HandlerException {
        try {
            handler(new BreakingFiles(new FileTree(tree), cut), ALL, true).undo(staged(1));
            return false;
        } catch (PowerCut e) {
            return true;
        }
    }

    private static TreeHandler handler(TreeFiles files, Coverage coverage, boolean delete) {
        return new TreeHandler("files", files, coverage, delete);
    }

    private Path tree() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree-" + trees++));
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(tree.resolve("same"), "same");
        Files.writeString(tree.resolve("replaced"), "old");
        Files.writeString(tree.resolve("script"), "old");
        Files.writeString(tree.resolve("gone"), "gone");
        Files.writeString(tree.resolve("file-to-link"), "file");
        Files.writeString(tree.resolve("file-to-directory"), "file");
        Files.createSymbolicLink(tree.resolve("link-to-file"), Path.of("replaced"));
        Files.createSymbolicLink(tree.resolve("link-gone"), Path.of("nowhere"));
        Files.createDirectories(tree.resolve("directory-to-file/below"));
        Files.writeString(tree.resolve("directory-to-file/below/file"), "deep");
        Files.createDirectories(tree.resolve("directory-to-link/kept"));
        Files.createSymbolicLink(tree.resolve("link-to-directory"), Path.of("elsewhere"));
        Files.createDirectories(tree.resolve("elsewhere/kept"));
        Files.writeString(tree.resolve("elsewhere/file"), "elsewhere");
        Files.createDirectories(tree.resolve("directory-gone"));
        Files.writeString(tree.resolve("directory-gone/file"), "gone");
        return tree;
    }

    private static TestTar newTree() {
        return new TestTar()
                .directory("added", 0700)
                .file("added/below", 0644, "below")
                .symlink("added/link", "below")
                .symlink("file-to-link", "same")
                .file("file-to-directory/file", 0644, "in a directory")
                .directory("file-to-directory", 0711)
                .symlink("directory-to-link", "elsewhere")
                .directory("elsewhere", 0755)
                .directory("elsewhere/kept", 0755)
                .file("elsewhere/file", 0644, "elsewhere")
                .file("link-to-directory/file", 0644, "in a directory")
                .directory("link-to-directory", 0755)
                .file("directory-to-file", 0644, "now a file")
                .file("link-to-file", 0644, "now a file")
                .file("replaced", 0600, "new")
                .file("script", 04755, "setuid")
                .file("same", 0644, "same");
    }

    private static void grow(Random random, Path at, int depth) throws IOException {
        for (String name : List.of("a", "b", "c", "x", "y")) {
            Path path = at.resolve(name);
            switch (random.nextInt(depth > 0 ? 5 : 3)) {
                case 0 -> {}
                case 1 -> Files.writeString(path, "old " + random.nextInt(3));
                case 2 -> Files.createSymbolicLink(path, Path.of("../" + random.nextInt(3)));
                default -> {
                    Files.createDirectory(path);
                    grow(random, path, depth - 1);
                }
            }
        }
    }

    private static TestTar random(Random random) {
        TestTar tar = new TestTar();
        random(random, tar, "", 3);
        return tar;
    }

    private static void random(Random random, TestTar tar, String at, int depth) {
        for (String name : List.of("a", "b", "c", "x", "y")) {
            String path = at + name;
            switch (random.nextInt(depth > 0 ? 6 : 4)) {
                case 0, 1 -> {}
                case 2 -> tar.file(path, 0644, "new " + random.nextInt(3));
                case 3 -> tar.symlink(path, "../" + random.nextInt(3));
                default -> {
                    if (random.nextBoolean()) {
                        tar.directory(path, 0750);
                    }
                    random(random, tar, path + "/", depth - 1);
                }
            }
        }
    }

    private void stage(TestTar tar) throws IOException {
        image = Files.write(directory.resolve("next.img"), tar.bytes());
    }

    private StagedComponent staged(long deployment) {
        return StagedImages.staged("files", image, new UUID(0, deployment), "app", "2");
    }
}
