package io.slipway.client.journal;

import java.io.Closeable;
import java.util.List;

/**
 * A sequence of text records that survives a crash at any instant.
 *
 * <p>When {@link #append} or {@link #replace} has returned, the change is on the medium. When it has not returned because the power failed, the log
 * holds either what it held before or what it holds after, never something in between. One thread at a time.
 */
public interface RecordLog extends Closeable {

    /** Longest record, in bytes of UTF-8. */
    int MAX_RECORD_BYTES = 64 * 1024;

    /** All records, oldest first. */
    List<String> records();

    /** Adds a record at the end. Throws {@link JournalException} if it could not be made durable; the log is then as it was. */
    void append(String record);

    /** Replaces all records at once, for compaction. Throws {@link JournalException} if that could not be made durable. */
    void replace(List<String> records);
}
