package io.slipway.client.archive;

/**
 * A member of an archive.
 *
 * @param name relative path with {@code /} between its parts, none of which is empty, {@code .} or {@code ..}
 * @param size bytes of content; 0 unless it is a regular file
 * @param mode permissions with set-user-id, set-group-id and sticky bit, 0 to 07777
 * @param modified seconds since 1970
 * @param linkTarget of a symbolic link, as written; otherwise empty
 */
public record TarEntry(
        String name, Kind kind, long size, int mode, int uid, int gid, long modified, String linkTarget) {

    /** What an entry makes. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK
    }

    /** The name of the directory that it stands in; empty for the top. */
    public String parent() {
        return parent(name);
    }

    /** The name of the directory that {@code name} stands in; empty for the top. */
    public static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }
}
