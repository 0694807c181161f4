package io.slipway.artifact.publication;

import io.slipway.metadata.digest.Sha256;

/** Why bytes are not taken. In each case nothing of them stays behind that a later upload would have to know of. */
public sealed interface UploadRefusal {

    /** There is nothing to store. */
    record Empty() implements UploadRefusal {}

    /** More bytes than one artifact may have here. */
    record TooLarge(long most) implements UploadRefusal {}

    /** The stream ended before all bytes that were announced had come. */
    record Truncated(long expected, long received) implements UploadRefusal {}

    /** The stream of a whole artifact broke off. */
    record BrokenOff() implements UploadRefusal {}

    /** Fewer bytes came in one request than were announced. */
    record TooShort(long expected, long received) implements UploadRefusal {}

    /** More bytes came than were announced. */
    record TooLong(long expected) implements UploadRefusal {}

    /** The bytes have another digest than the client said. */
    record WrongDigest(Sha256 expected, Sha256 actual) implements UploadRefusal {}

    /** No upload of this id: never begun, abandoned, or reaped. */
    record Unknown() implements UploadRefusal {}

    /** Another request is writing to this upload, or the object it becomes is just being cleaned up. Soon it may work. */
    record Busy() implements UploadRefusal {}

    /** The client wants to go on at another place than where the durable bytes end. */
    record WrongOffset(long current) implements UploadRefusal {}

    /** All bytes have come and the upload is an artifact already. */
    record AlreadyComplete(Sha256 digest) implements UploadRefusal {}

    /** All memory for parts is taken by other uploads. */
    record NoMemory() implements UploadRefusal {}

    /** The request is not a form with a file. */
    record Malformed(String detail) implements UploadRefusal {}
}
