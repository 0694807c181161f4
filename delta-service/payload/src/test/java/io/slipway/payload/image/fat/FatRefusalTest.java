package io.slipway.payload.image.fat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.UnreadableImageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is refused, and with which reason. */
class FatRefusalTest {

    private static final String FIRST = "FIRST   TXT";
    private static final String SECOND = "SECOND  TXT";
    private static final String FOLDER = "FOLDER     ";

    @TempDir
    private Path folder;

    private byte[] image;

    @BeforeEach
    void make_image() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("FIRST.TXT"), "1".repeat(2000));
        Files.writeString(tree.resolve("SECOND.TXT"), "2".repeat(2000));
        Files.createDirectory(tree.resolve("FOLDER"));
        Files.writeString(tree.resolve("FOLDER/THIRD.TXT"), "3".repeat(2000));
        image = Files.readAllBytes(FatImages.make(folder, "-F 16 -s 1", 8000, tree));
    }

    @ParameterizedTest
    @CsvSource({
        "14, 0x0000, no boot sector",
        "11, 0x0201, no boot sector",
        "13, 0x0203, no boot sector",
        "14, 0xffff, no room for data",
        "22, 0x0001, allocation table is too short",
        "17, 0x0000, impossible place",
        "19, 0xffff, cut off",
    })
    void refuses_sizes_that_cannot_be(int at, String value, String reason) {
        put(at, Integer.decode(value));
        assertRefused(reason);
    }

    @Test
    void refuses_an_image_that_is_cut_off() {
        image = Arrays.copyOf(image, image.length - 512);
        assertRefused("cut off");
    }

    @Test
    void refuses_a_chain_that_is_too_short() {
        put(entry(FIRST) + 30, 1);
        assertRefused("FIRST.TXT has 4 clusters, but its size needs 132");
    }

    @Test
    void refuses_a_cluster_of_two_files() {
        put(entry(SECOND) + 26, cluster(entry(FIRST)));
        assertRefused("is used twice");
    }

    @Test
    void refuses_a_chain_that_returns_to_itself() throws Exception {
        int cluster = cluster(entry(FIRST));
        put(table() + 2 * cluster, cluster);
        assertRefused("is used twice");
    }

    @Test
    void refuses_a_directory_inside_itself() {
        byte[] loop = Arrays.copyOfRange(image, entry(FOLDER), entry(FOLDER) + 32);
        loop[0] = 'X';
        System.arraycopy(loop, 0, image, entry("THIRD   TXT"), 32);
        assertRefused("is used twice");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "0xffff", "0xfff7", "0xff00"})
    void refuses_a_cluster_that_does_not_exist(String cluster) {
        put(entry(FIRST) + 26, Integer.decode(cluster));
        assertRefused("FIRST.TXT has a cluster that does not exist");
    }

    @Test
    void takes_the_short_name_when_the_long_one_belongs_to_another() throws Exception {
        // Given
        Path tree = Files.createDirectories(folder.resolve("long"));
        Files.writeString(tree.resolve("a long name.txt"), "content");
        Files.delete(folder.resolve("image"));
        image = Files.readAllBytes(FatImages.make(folder, "-F 16 -s 1", 8000, tree));
        image[entry("ALONGN~1TXT") - 32 + 13] ^= 1;

        // When
        ImageLayout layout = new FatReader().read(ImageBytes.of(image));

        // Then
        assertThat(layout.files()).extracting(ImageFile::path).contains("ALONGN~1.TXT");
    }

    @Test
    void recognises_no_other_boot_sector() {
        byte[] sector = new byte[512];
        assertThat(new FatReader().recognises(ImageBytes.of(sector))).isFalse();
        sector[0] = (byte) 0xEB;
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        assertThat(new FatReader().recognises(ImageBytes.of(sector))).isFalse();
        assertThat(new FatReader().recognises(ImageBytes.of(new byte[0]))).isFalse();
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> new FatReader().read(ImageBytes.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining(reason);
    }

    private int table() throws UnreadableImageException {
        return (int) BootSector.read(ImageBytes.of(image)).tableOffset(0);
    }

    private int cluster(int entry) {
        return image[entry + 26] & 0xff | (image[entry + 27] & 0xff) << 8;
    }

    private int entry(String shortName) {
        byte[] name = shortName.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < image.length; at += 32) {
            if (Arrays.equals(image, at, at + name.length, name, 0, name.length)) {
                return at;
            }
        }
        throw new AssertionError("no " + shortName);
    }

    private void put(int at, int value) {
        image[at] = (byte) value;
        image[at + 1] = (byte) (value >>> 8);
    }
}
