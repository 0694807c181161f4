package io.slipway.payload.image.ext4;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.Contents;
import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.SampleTree;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares what the reader finds with what e2fsprogs says of the same image. */
class Ext4ReaderTest {

    @TempDir
    private static Path shared;

    private static SampleTree tree;

    @TempDir
    private Path folder;

    @BeforeAll
    static void write_tree() throws Exception {
        tree = SampleTree.posix(shared.resolve("tree"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ext4 -b 1024",
                "-t ext4 -b 2048",
                "-t ext4 -b 4096",
                "-t ext4 -b 8192",
                "-t ext4 -b 65536",
                "-t ext4 -b 1024 -O ^metadata_csum",
                "-t ext4 -b 4096 -O ^metadata_csum,uninit_bg",
                "-t ext4 -b 1024 -O ^metadata_csum,uninit_bg,^64bit",
                "-t ext4 -b 4096 -O ^64bit",
                "-t ext4 -b 4096 -O metadata_csum_seed",
                "-t ext4 -b 1024 -O inline_data",
                "-t ext4 -b 4096 -O inline_data -I 512",
                "-t ext4 -b 4096 -O inline_data,^metadata_csum",
                "-t ext4 -b 1024 -O ^extents,^64bit",
                "-t ext4 -b 4096 -O ^extents,^64bit",
                "-t ext2 -b 1024",
                "-t ext2 -b 4096 -I 128",
                "-t ext2 -b 1024 -O none",
                "-t ext3 -b 1024",
                "-t ext3 -b 4096",
                "-t ext4 -b 1024 -O ^flex_bg",
                "-t ext4 -b 1024 -O ^flex_bg,meta_bg,^resize_inode",
                "-t ext4 -b 1024 -O meta_bg,^resize_inode,^64bit",
                "-t ext4 -b 1024 -O sparse_super2",
                "-t ext4 -b 4096 -O bigalloc -C 16384",
                "-t ext4 -b 1024 -O bigalloc -C 4096",
                "-t ext4 -b 1024 -O bigalloc,meta_bg,^resize_inode -C 4096",
                "-t ext4 -b 4096 -O ^has_journal,^huge_file,^dir_nlink",
                "-t ext4 -b 4096 -O large_dir,ea_inode,encrypt,casefold,verity,mmp,quota,project,stable_inodes,orphan_file",
                "-t ext4 -b 1024 -g 1024 -I 1024 -N 4096",
            })
    void finds_what_debugfs_finds(String options) throws Exception {
        // Given
        Path file = Ext4Images.make(folder, options, "32M", tree.folder());

        // When
        ImageBytes image = ImageBytes.map(file, Arena.ofAuto());
        ImageLayout layout = new Ext4Reader().read(image);

        // Then
        assertThat(layout.filesystem()).isEqualTo("ext4");
        assertThat(new Ext4Reader().recognises(image)).isTrue();
        Contents.assertHolds(tree, image, layout);
        assertAgrees(layout, image, new Debugfs(file, Ext4Images.blockSize(options)));
        assertMetadataAgrees(layout, file, Ext4Images.blockSize(options));
    }

    /** Of inline data debugfs says no place, and it dumps more of them than the file's size. */
    private static void assertAgrees(ImageLayout layout, ImageBytes image, Debugfs debugfs) throws Exception {
        List<ImageFile> files = layout.files().stream()
                .filter(file -> !file.isMetadata() && file.path().indexOf('\uFFFD') < 0)
                .toList();
        List<String> paths = files.stream().map(ImageFile::path).toList();
        Map<String, ImageFile> places = debugfs.files(paths);
        Map<String, byte[]> contents = debugfs.contents(paths);
        for (ImageFile file : files) {
            ImageFile place = places.get(file.path());
            byte[] content = contents.get(file.path());
            if (place.runs().isEmpty()) {
                content = Arrays.copyOf(content, (int) place.size());
            } else {
                assertThat(file).isEqualTo(place);
            }
            assertThat(Arrays.equals(content, Contents.of(image, file)))
                    .as(file.path())
                    .isTrue();
        }
    }

    private static void assertMetadataAgrees(ImageLayout layout, Path image, int blockSize) {
        String said = DebianTools.run(image.getParent(), "dumpe2fs", image.toString());
        Map<String, Long> places = new TreeMap<>();
        Matcher group = Pattern.compile(
                        "^Group (\\d+):|^  (Primary|Backup) superblock at (\\d+)|Inode table at (\\d+)-|Inode table at (\\d+) ",
                        Pattern.MULTILINE)
                .matcher(said);
        String number = "";
        while (group.find()) {
            if (group.group(1) != null) {
                number = group.group(1);
            } else if (group.group(3) != null) {
                long block = group.group(2).equals("Primary") ? 0 : Long.parseLong(group.group(3));
                places.put("\0superblock-and-groups/" + number, block * blockSize);
            } else {
                String block = group.group(4) != null ? group.group(4) : group.group(5);
                places.put("\0inode-table/" + number, Long.parseLong(block) * blockSize);
            }
        }
        Map<String, Long> found = new TreeMap<>();
        for (ImageFile file : layout.files()) {
            if (file.path().startsWith("\0inode-table/") || file.path().startsWith("\0superblock-and-groups/")) {
                found.put(file.path(), file.runs().getFirst().offset());
            }
        }
        assertThat(found).isEqualTo(places).isNotEmpty();
    }
}
