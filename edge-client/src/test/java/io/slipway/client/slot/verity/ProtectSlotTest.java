package io.slipway.client.slot.verity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.slot.fixture.DebianTool;
import io.slipway.client.slot.verity.file.VerityRootFiles;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtectSlotTest {

    private static final int BLOCK = 4096;

    @TempDir
    Path directory;

    private final Map<SlotName, VerityRoot> roots = new HashMap<>();
    private final ProtectSlot protect = new ProtectSlot(roots::put);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 127, 128, 129, 255, 256, 257, 1000, 16384, 16385})
    void writes_behind_the_image_what_veritysetup_writes(long blocks) throws IOException {
        // Given
        byte[] image = image(blocks * BLOCK);

        // When
        VerityRoot root = protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image));

        // Then
        Path theirs = Files.write(directory.resolve("theirs"), image);
        assertThat(format(root, theirs, theirs, image.length)).isEqualTo(root.rootHash());
        assertThat(Files.mismatch(slot("slot"), theirs)).isEqualTo(-1);
        assertThat(verify(root, "slot", "slot")).isZero();
        assertThat(roots).containsExactly(Map.entry(SlotName.B, root));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 128, 129})
    void writes_into_a_slot_of_its_own_what_veritysetup_writes(long blocks) throws IOException {
        // Given
        byte[] image = image(blocks * BLOCK);

        // When
        VerityRoot root = protect.inSlot(inactive("slot"), inactive("hashes"), image.length, Sha256.ofContent(image));

        // Then
        Path theirs = directory.resolve("theirs");
        assertThat(format(root, slot("slot"), theirs, 0)).isEqualTo(root.rootHash());
        assertThat(Files.mismatch(slot("hashes"), theirs)).isEqualTo(-1);
        assertThat(verify(root, "slot", "hashes")).isZero();
        assertThat(Files.readAllBytes(slot("slot"))).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 511, 4095, 4097, 128 * BLOCK + 1, 256 * BLOCK - 1})
    void fills_the_last_block_of_the_image_with_zeros(long length) throws IOException {
        // Given
        byte[] image = image(length);

        // When
        VerityRoot root = protect.inTail(inactive("slot"), length, Sha256.ofContent(image));

        // Then
        Path filled = Files.write(directory.resolve("theirs"), Arrays.copyOf(image, (int) root.hashOffset()));
        assertThat(format(root, filled, filled, root.hashOffset())).isEqualTo(root.rootHash());
        assertThat(Files.mismatch(slot("slot"), filled)).isEqualTo(-1);
    }

    @Test
    void makes_a_tree_in_which_veritysetup_finds_every_flipped_bit() throws IOException {
        // Given
        byte[] image = image(200 * BLOCK);
        VerityRoot root = protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image));
        long end = Files.size(slot("slot"));
        Random random = new Random(3);

        for (int round = 0; round < 60; round++) {
            // When: every tenth flip hits the tree, and its filling is no part of any digest
            long tree = root.hashOffset() + BLOCK;
            long at = round % 10 == 0
                    ? tree + random.nextLong(2 * HashTreeLayout.DIGEST_BYTES)
                    : random.nextLong(root.hashOffset());
            flip(at, 1 << random.nextInt(8));

            // Then
            assertThat(verify(root, "slot", "slot"))
                    .as("byte %d of %d", at, end)
                    .isNotZero();
            Files.write(slot("slot"), image);
            protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image));
        }
        assertThat(verify(root, "slot", "slot")).isZero();
    }

    @Test
    void makes_the_same_tree_again_after_a_crash() throws IOException {
        // Given
        byte[] image = image(300 * BLOCK + 5);
        VerityRoot first = protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image));
        byte[] all = Files.readAllBytes(slot("slot"));

        for (int cut = image.length; cut < all.length; cut += 1000) {
            Files.write(slot("slot"), Arrays.copyOf(all, cut));

            // When
            VerityRoot again = protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image));

            // Then
            assertThat(again).isEqualTo(first);
            assertThat(Files.readAllBytes(slot("slot"))).isEqualTo(all);
        }
    }

    @Test
    void refuses_a_slot_that_does_not_hold_the_image() throws IOException {
        // Given
        byte[] image = image(20 * BLOCK);
        flip(17 * BLOCK + 3, 4);

        // Then
        assertThatThrownBy(() -> protect.inTail(inactive("slot"), image.length, Sha256.ofContent(image)))
                .isInstanceOf(VerityRefusedException.class)
                .hasMessageContaining("instead of the image " + Sha256.ofContent(image));
        assertThat(roots).isEmpty();
    }

    @Test
    void refuses_hashes_in_a_slot_that_is_too_small_or_for_an_image_that_ends_within_a_block() throws IOException {
        // Given
        byte[] image = image(20 * BLOCK);
        InactiveSlot small = inactive("hashes", 2 * BLOCK - 1);

        // Then
        assertThatThrownBy(() -> protect.inSlot(inactive("slot"), small, image.length, Sha256.ofContent(image)))
                .isInstanceOf(VerityRefusedException.class)
                .hasMessage("the hash tree has 8192 bytes, and the slot for it holds 8191");
        assertThatThrownBy(() -> protect.inSlot(inactive("slot"), inactive("hashes"), 5, Sha256.ofContent(image)))
                .isInstanceOf(VerityRefusedException.class)
                .hasMessageContaining("no multiple of 4096");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 128, 129})
    void takes_the_tree_that_veritysetup_put_behind_the_data_of_an_image(long blocks) throws IOException {
        // Given
        byte[] image = imageWithTree(blocks, "--salt", "0123456789abcdef");

        // When
        VerityRoot root =
                protect.ofImage(inactive("slot"), image.length, Sha256.ofContent(image), OptionalLong.empty());

        // Then
        assertThat(root.dataBlocks()).isEqualTo(blocks);
        assertThat(root.salt()).isEqualTo("0123456789abcdef");
        assertThat(verify(root, "slot", "slot")).isZero();
        assertThat(roots).containsExactly(Map.entry(SlotName.B, root));
    }

    @Test
    void takes_a_tree_at_a_place_that_is_told_with_filling_around_it() throws IOException {
        // Given
        image(50 * BLOCK);
        DebianTool.VERITYSETUP.run(
                "", "format", slot("slot"), slot("slot"), "--hash-offset", 64 * BLOCK, "--data-blocks", 50, "--salt=-");
        byte[] image = Arrays.copyOf(Files.readAllBytes(slot("slot")), 80 * BLOCK);
        Files.write(slot("slot"), image);

        // When
        VerityRoot root =
                protect.ofImage(inactive("slot"), image.length, Sha256.ofContent(image), OptionalLong.of(64L * BLOCK));

        // Then
        assertThat(root.salt()).isEmpty();
        assertThat(verify(root, "slot", "slot")).isZero();
        assertThatThrownBy(() ->
                        protect.ofImage(inactive("slot"), image.length, Sha256.ofContent(image), OptionalLong.empty()))
                .isInstanceOf(VerityRefusedException.class)
                .hasMessage("there is no verity superblock");
    }

    @Test
    void refuses_an_image_whose_tree_is_not_that_of_its_data() throws IOException {
        // Given
        byte[] image = imageWithTree(200, "--salt", "00");
        long lowest = 202L * BLOCK;

        for (long at : List.of(199L * BLOCK, lowest, lowest + 4000)) {
            byte[] other = image.clone();
            other[(int) at] ^= 1;
            Files.write(slot("slot"), other);

            // Then
            assertThatThrownBy(() -> protect.ofImage(
                            inactive("slot"), other.length, Sha256.ofContent(other), OptionalLong.empty()))
                    .isInstanceOf(VerityRefusedException.class)
                    .hasMessageContaining("is not that of its data");
        }
        assertThat(roots).isEmpty();
    }

    @Test
    void refuses_superblocks_that_the_kernel_would_read_otherwise() throws IOException {
        for (List<String> options : List.of(
                List.of("--hash", "sha512"),
                List.of("--format", "0"),
                List.of("--data-block-size", "1024", "--data-blocks", "40"),
                List.of("--hash-block-size", "1024"))) {
            // Given
            image(10 * BLOCK);
            Object[] arguments = {"format", slot("slot"), slot("slot"), "--hash-offset", 10 * BLOCK};
            Object[] all = Arrays.copyOf(arguments, arguments.length + options.size() + 2);
            all[5] = "--data-blocks";
            all[6] = 10;
            System.arraycopy(options.toArray(), 0, all, 7, options.size());
            DebianTool.VERITYSETUP.run("", all);
            byte[] image = Arrays.copyOf(Files.readAllBytes(slot("slot")), 12 * BLOCK);
            Files.write(slot("slot"), image);

            // Then
            assertThatThrownBy(() -> protect.ofImage(
                            inactive("slot"), image.length, Sha256.ofContent(image), OptionalLong.empty()))
                    .as("%s", options)
                    .isInstanceOf(VerityRefusedException.class)
                    .hasMessageContaining("the verity superblock has");
        }
    }

    @Test
    void keeps_room_for_the_tree_of_the_largest_image() throws IOException {
        for (long capacity :
                new long[] {0, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, 4 * BLOCK, 131L * BLOCK, 133L * BLOCK, 1L << 40}) {
            // When
            long most = new WithHashTree(new FileSlot(SlotName.B, slot("slot"), capacity)).capacity();

            // Then
            if (most > 0) {
                HashTreeLayout layout = HashTreeLayout.ofBytes(most);
                assertThat(most + layout.treeBytes()).isLessThanOrEqualTo(capacity);
            }
            HashTreeLayout next = HashTreeLayout.ofBytes(most + BLOCK);
            assertThat(next.dataBytes() + next.treeBytes()).isGreaterThan(capacity);
        }
    }

    @Test
    void hands_the_root_over_in_a_file_for_each_slot() throws IOException {
        // Given
        VerityRoot root = new VerityRoot("ab".repeat(32), "00ff", new UUID(1, 2), 300, 300L * BLOCK);
        VerityRootFiles files = new VerityRootFiles(directory, "root-fs");

        // When
        files.put(SlotName.A, root);
        files.put(SlotName.B, new VerityRoot("cd".repeat(32), "", new UUID(1, 2), 1, 0));

        // Then
        assertThat(directory.resolve("slipway-verity-root-fs-a.env")).hasContent("""
                slipway_verity_root_fs_a=abababababababababababababababababababababababababababababababab
                slipway_verity_root_fs_a_salt=00ff
                slipway_verity_root_fs_a_uuid=00000000-0000-0001-0000-000000000002
                slipway_verity_root_fs_a_data_blocks=300
                slipway_verity_root_fs_a_hash_offset=1228800
                slipway_verity_root_fs_a_sectors=2400
                slipway_verity_root_fs_a_hash_start=301
                """);
        assertThat(directory.resolve("slipway-verity-root-fs-b.env"))
                .content()
                .startsWith("slipway_verity_root_fs_b=cdcd")
                .contains("slipway_verity_root_fs_b_salt=-\n");
    }

    /** A slot with an image of random bytes in it. */
    private byte[] image(long length) throws IOException {
        byte[] image = new byte[(int) length];
        new Random(length).nextBytes(image);
        Files.write(slot("slot"), image);
        return image;
    }

    private byte[] imageWithTree(long blocks, Object... options) throws IOException {
        image(blocks * BLOCK);
        Object[] arguments = {
            "format", slot("slot"), slot("slot"), "--hash-offset", blocks * BLOCK, "--data-blocks", blocks
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        DebianTool.VERITYSETUP.run("", all);
        return Files.readAllBytes(slot("slot"));
    }

    private Path slot(String name) {
        return directory.resolve(name);
    }

    private InactiveSlot inactive(String name) {
        return inactive(name, 1L << 30);
    }

    private InactiveSlot inactive(String name, long capacity) {
        Slot active = new FileSlot(SlotName.A, slot("active-" + name), capacity);
        return new Slots("rootfs", active, new FileSlot(SlotName.B, slot(name), capacity)).besides(SlotName.A);
    }

    private void flip(long at, int bit) throws IOException {
        try (FileChannel file = FileChannel.open(slot("slot"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            file.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ bit)}), at);
        }
    }

    /** The root hash that veritysetup prints. */
    private static String format(VerityRoot root, Path data, Path hashes, long offset) {
        String printed = DebianTool.VERITYSETUP.run(
                "",
                "format",
                data,
                hashes,
                "--salt",
                root.salt(),
                "--uuid",
                root.uuid(),
                "--hash-offset",
                offset,
                "--data-blocks",
                root.dataBlocks());
        Matcher hash = Pattern.compile("Root hash:\\s+([0-9a-f]{64})").matcher(printed);
        assertThat(hash.find()).as(printed).isTrue();
        return hash.group(1);
    }

    private int verify(VerityRoot root, String data, String hashes) {
        return DebianTool.VERITYSETUP
                .attempt("", "verify", slot(data), slot(hashes), root.rootHash(), "--hash-offset", root.hashOffset())
                .exitCode();
    }
}
