package io.slipway.payload.index;

/**
 * One range of the target and how it comes about.
 *
 * @param number position in the index, from 0
 * @param offset first byte in the target
 * @param length bytes; the range size, or less in the last range
 * @param operation where the bytes come from
 */
public record TargetRange(int number, long offset, int length, Operation operation) {}
