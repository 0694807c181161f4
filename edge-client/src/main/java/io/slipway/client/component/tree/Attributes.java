package io.slipway.client.component.tree;

/**
 * Who may do what with a file.
 *
 * @param mode permissions with set-user-id, set-group-id and sticky bit, 0 to 07777; 0 for symbolic links, which have none
 * @param uid number of the owner
 * @param gid number of the group
 */
public record Attributes(int mode, int uid, int gid) {}
