package io.slipway.standalone.bench.delta.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.function.Function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Peer;
import io.slipway.standalone.bench.delta.Peers;

/** Remembers what peers cost, by the digests of both images and the identity of the program: nothing is measured twice. What was not run is not remembered. */
public final class KeptPeers implements Peers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Peers peers;
    private final Function<Peer, String> identity;
    private final Path folder;
    private final FileDigests digests;

    /**
     * @param peers measure what is not known
     * @param identity of a peer: its version, and how it is called
     * @param folder of what is known; made if it is not there
     */
    public KeptPeers(Peers peers, Function<Peer, String> identity, Path folder, FileDigests digests) {
        this.peers = peers;
        this.identity = identity;
        this.folder = folder;
        this.digests = digests;
    }

    /** A file of {@link #folder}. */
    private record Kept(String peer, String identity, String from, String to, Cost cost) {}

    @Override
    public Outcome measure(Peer peer, ImagePair pair) throws IOException {
        ImagePair compared = peer.kind() == Peer.Kind.FILE_LEVEL ? pair.in(Form.EXT4) : pair;
        Kept wanted = new Kept(
                peer.id(),
                identity.apply(peer),
                digests.of(compared.from()),
                digests.of(compared.to()),
                new Cost(0, 0, 0, 0, 0));
        Path file = folder.resolve(peer.id() + "-" + key(wanted) + ".json");
        if (Files.exists(file)) {
            return new Outcome.Measured(read(file).cost(), true);
        }
        Outcome outcome = peers.measure(peer, pair);
        if (outcome instanceof Outcome.Measured(Cost cost, boolean _)) {
            write(file, new Kept(wanted.peer(), wanted.identity(), wanted.from(), wanted.to(), cost));
        }
        return outcome;
    }

    private static String key(Kept wanted) {
        String everything = String.join("\n", wanted.from(), wanted.to(), wanted.identity());
        byte[] digest = FileDigests.sha256().digest(everything.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static Kept read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), Kept.class);
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged; remove it", e);
        }
    }

    private void write(Path file, Kept kept) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), kept);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
