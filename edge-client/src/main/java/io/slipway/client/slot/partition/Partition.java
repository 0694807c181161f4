package io.slipway.client.slot.partition;

/**
 * One entry of a partition table.
 *
 * @param number from 1, as the kernel numbers it
 * @param firstByte of the disk
 * @param bytes at least 1
 * @param uuid its PARTUUID in lower case, as the kernel writes it
 * @param label name in the GPT, perhaps empty; an MBR has none
 */
public record Partition(int number, long firstByte, long bytes, String uuid, String label) {}
