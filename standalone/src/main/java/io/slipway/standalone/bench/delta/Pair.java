package io.slipway.standalone.bench.delta;

/** What happened between the two images of a pair; the script {@code delta-pairs.sh} makes them. */
public enum Pair {
    /** Everything that Debian has mended since a point release, the kernel and the initrd among it. */
    security("Security update with kernel and initrd"),
    /** The packages of one application. */
    application("Application change"),
    /** The whole system: the next release of Debian. */
    major("Major upgrade");

    private final String title;

    Pair(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
