package io.slipway.artifact.publication;

/** What became of an upload that was not refused. */
public sealed interface PublicationResult {

    /** The artifact that has the bytes. */
    Artifact artifact();

    /** The bytes were new. */
    record Published(Artifact artifact) implements PublicationResult {}

    /** The same bytes had been published before. */
    record AlreadyPublished(Artifact artifact) implements PublicationResult {}
}
