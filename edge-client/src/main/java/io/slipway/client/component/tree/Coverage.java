package io.slipway.client.component.tree;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Which files of a tree an update may change: those that a pattern of the whitelist matches and none of the blacklist. */
public final class Coverage {

    private final List<PathMatcher> include;
    private final List<PathMatcher> exclude;

    /**
     * @param include patterns for paths relative to the tree, as in {@link java.nio.file.FileSystem#getPathMatcher} with {@code glob:}
     * @param exclude likewise; what matches, and all below it, is not covered
     * @throws java.util.regex.PatternSyntaxException if one is malformed
     */
    public Coverage(List<String> include, List<String> exclude) {
        this.include = matchers(include);
        this.exclude = matchers(exclude);
    }

    /** Whether an update may change what is called {@code name}, relative to the tree. */
    public boolean covers(String name) {
        if (isReserved(name)) {
            return false;
        }
        Path path = Path.of(name);
        return include.stream().anyMatch(m -> m.matches(path)) && !isExcluded(path);
    }

    /** Whether {@code name} lies in the directory that updates keep for themselves. */
    static boolean isReserved(String name) {
        return name.startsWith(TreeFiles.RESERVED);
    }

    private boolean isExcluded(Path path) {
        for (Path part = path; part != null; part = part.getParent()) {
            for (PathMatcher matcher : exclude) {
                if (matcher.matches(part)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }
}
