package io.slipway.payload.create;

/** What a range is told with does not fit into a blob: something that is packed in it has to stay packed. */
final class OversizedRangeException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient PlannedRange range;

    OversizedRangeException(PlannedRange range) {
        super("the range at " + range.offset() + " takes more than a blob holds");
        this.range = range;
    }

    PlannedRange range() {
        return range;
    }
}
