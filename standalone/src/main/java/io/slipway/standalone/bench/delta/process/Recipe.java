package io.slipway.standalone.bench.delta.process;

import io.slipway.standalone.bench.delta.Peer;

/**
 * How a peer makes what a device downloads. The scripts run in an empty folder and know {@code FROM}, {@code TO} (images), {@code FROM_TREE}, {@code TO_TREE} (folders),
 * {@code FROM_BYTES} and {@code FULL} (a file that stays); the length of the file {@code result} counts.
 *
 * @param before what a server has already, because it made the old release; not measured
 * @param work what is measured
 * @param after counts what is to be downloaded; not measured
 */
record Recipe(String before, String work, String after) {

    static Recipe of(Peer peer) {
        return switch (peer) {
            case XDELTA3 -> work("xdelta3 -e -f -9 -S lzma -B \"$FROM_BYTES\" -s \"$FROM\" \"$TO\" result");
            case BSDIFF -> work("bsdiff \"$FROM\" \"$TO\" result");
            case ZSTD_PATCH -> work("zstd -q -19 -T1 --long=31 --patch-from=\"$FROM\" \"$TO\" -o result");
            case OSTREE -> ostree();
            case CASYNC_64 -> casync(64);
            case CASYNC_16 -> casync(16);
            case ZCHUNK ->
                new Recipe(
                        "zck -o from.zck \"$FROM\"",
                        "zck -o to.zck \"$TO\"",
                        "truncate --size=\"$(zck_delta_size from.zck to.zck | sed -n 's/^Would download \\([0-9]*\\) of .*/\\1/p')\" result");
            case RDIFF ->
                new Recipe(
                        "rdiff signature \"$FROM\" signature",
                        "rdiff delta signature \"$TO\" delta; zstd -q -19 -T1 delta -o result",
                        ":");
            case BLOCK_INDEX -> work("split --bytes=1M --filter='zstd -q -19 -T1 -c' missing >result");
            case ZSTD -> new Recipe(":", "zstd -q -19 -T1 \"$TO\" -o result", "ln -f result \"$FULL\"");
        };
    }

    private static Recipe work(String work) {
        return new Recipe(":", work, ":");
    }

    private static Recipe ostree() {
        String commit =
                "ostree --repo=repo commit --owner-uid=0 --owner-gid=0 --no-xattrs --timestamp='2026-01-01 00:00:00 +0000' ";
        return new Recipe(
                "ostree --repo=repo init --mode=archive; " + commit + "--branch=from --tree=dir=\"$FROM_TREE\"",
                commit + "--branch=to --tree=dir=\"$TO_TREE\"; "
                        + "ostree --repo=repo static-delta generate --inline --min-fallback-size=0 --from=from --to=to --filename=result",
                ":");
    }

    private static Recipe casync(int kibibytes) {
        String make = "casync make --store=store --chunk-size=" + kibibytes * 1024;
        return new Recipe(
                make + " from.caibx \"$FROM\"; find store -type f | sort >known",
                make + " to.caibx \"$TO\"",
                "find store -type f | sort | comm -13 known - | xargs -r cat >result; cat to.caibx >>result");
    }
}
