package io.slipway.standalone.operator.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lines in columns that are as wide as what stands in them. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(titles);
    }

    /** Adds a row with a cell for each title. */
    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintStream out) {
        int columns = rows.getFirst().length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(row[column]).repeat(" ", widths[column] - row[column].length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
