package io.slipway.client.component.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.tree.TreeChange.ChangeDirectory;
import io.slipway.client.component.tree.TreeChange.MakeDirectory;
import io.slipway.client.component.tree.TreeChange.Put;
import io.slipway.client.component.tree.TreeChange.Remove;
import io.slipway.client.component.tree.TreeChange.RemoveDirectory;

/**
 * What an update changes in a tree, in the order in which it is made.
 *
 * <p>As text: {@code tree 1 <deployment> forward|back}, a line for each change with fields separated by blanks and the name at the end, {@code end}.
 *
 * @param backward whether it is being taken back
 */
record TreePlan(UUID deployment, boolean backward, List<TreeChange> changes) {

    private static final String FORMAT = "tree 1 ";

    TreePlan {
        changes = List.copyOf(changes);
    }

    TreePlan back() {
        return new TreePlan(deployment, true, changes);
    }

    String text() {
        StringBuilder text = new StringBuilder(FORMAT).append(deployment).append(backward ? " back\n" : " forward\n");
        for (TreeChange change : changes) {
            text.append(
                            switch (change) {
                                case Put(int number, boolean replaces, String _) ->
                                    "put " + number + (replaces ? " 1" : " 0");
                                case Remove(int number, String _) -> "remove " + number;
                                case MakeDirectory(Attributes attributes, String _) -> "mkdir" + fields(attributes);
                                case ChangeDirectory(Attributes before, Attributes after, String _) ->
                                    "chdir" + fields(before) + fields(after);
                                case RemoveDirectory(Attributes attributes, String _) -> "rmdir" + fields(attributes);
                            })
                    .append(' ')
                    .append(change.name())
                    .append('\n');
        }
        return text.append("end\n").toString();
    }

    /** The plan in {@code text}, which {@link #text} made. */
    static TreePlan parse(String text) throws HandlerException {
        List<String> lines = text.lines().toList();
        String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (!text.startsWith(FORMAT) || head.length != 4 || !lines.getLast().equals("end")) {
            throw new HandlerException("the list of changes is damaged");
        }
        try {
            List<TreeChange> changes = new ArrayList<>();
            for (String line : lines.subList(1, lines.size() - 1)) {
                changes.add(change(line));
            }
            return new TreePlan(UUID.fromString(head[2]), head[3].equals("back"), changes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new HandlerException("the list of changes is damaged", e);
        }
    }

    private static TreeChange change(String line) {
        String kind = line.substring(0, line.indexOf(' '));
        return switch (kind) {
            case "put" -> {
                String[] fields = line.split(" ", 4);
                yield new Put(Integer.parseInt(fields[1]), fields[2].equals("1"), fields[3]);
            }
            case "remove" -> {
                String[] fields = line.split(" ", 3);
                yield new Remove(Integer.parseInt(fields[1]), fields[2]);
            }
            case "mkdir" -> {
                String[] fields = line.split(" ", 5);
                yield new MakeDirectory(attributes(fields, 1), fields[4]);
            }
            case "chdir" -> {
                String[] fields = line.split(" ", 8);
                yield new ChangeDirectory(attributes(fields, 1), attributes(fields, 4), fields[7]);
            }
            case "rmdir" -> {
                String[] fields = line.split(" ", 5);
                yield new RemoveDirectory(attributes(fields, 1), fields[4]);
            }
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String fields(Attributes attributes) {
        return " " + attributes.mode() + " " + attributes.uid() + " " + attributes.gid();
    }

    private static Attributes attributes(String[] fields, int from) {
        return new Attributes(
                Integer.parseInt(fields[from]), Integer.parseInt(fields[from + 1]), Integer.parseInt(fields[from + 2]));
    }
}
