package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Pair;
import io.slipway.standalone.bench.delta.Peer;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs every peer that is installed here over small images; one that is not must say how to install it. */
class ProgramPeersTest {

    private static final int LENGTH = 3 << 20;

    @TempDir
    private Path folder;

    private ImagePair pair = new ImagePair(Pair.application, Form.EXT4, Path.of(""));

    @BeforeEach
    void make_two_images_of_noise_that_differ_in_the_middle() throws IOException {
        pair = new ImagePair(Pair.application, Form.EXT4, folder);
        byte[] image = new byte[LENGTH];
        new Random(7).nextBytes(image);
        write(pair.from(), pair.fromTree(), image);
        Arrays.fill(image, LENGTH / 2, LENGTH / 2 + 1000, (byte) 1);
        write(pair.to(), pair.toTree(), image);
    }

    @ParameterizedTest
    @EnumSource
    void a_peer_is_measured_or_says_what_it_needs(Peer peer) throws IOException {
        Outcome outcome = peers().measure(peer, pair);

        switch (outcome) {
            case Outcome.Measured measured ->
                assertThat(measured.cost().bytes())
                        .isBetween(1L, peer.kind() == Peer.Kind.FULL ? LENGTH * 11L / 10 : LENGTH / 2);
            case Outcome.NotRun(String reason) ->
                assertThat(reason).startsWith("not installed; `apt-get install " + peer.debianPackage());
        }
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void the_identity_of_a_peer_tells_versions_and_calls_apart() {
        assertThat(Arrays.stream(Peer.values()).map(peers()::identity)).doesNotHaveDuplicates();
    }

    private ProgramPeers peers() {
        return new ProgramPeers(folder.resolve("work"), folder.resolve("full"));
    }

    private static void write(Path image, Path tree, byte[] content) throws IOException {
        Files.write(image, content);
        Files.createDirectories(tree);
        Files.write(tree.resolve("file"), content);
    }
}
