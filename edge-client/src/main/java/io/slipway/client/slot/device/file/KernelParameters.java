package io.slipway.client.slot.device.file;

import java.util.ArrayList;
import java.util.List;

/** The kernel's command line in its parts: parameters are separated by spaces, and double quotes keep spaces together (Linux: kernel-parameters.rst). */
record KernelParameters(List<String> words) {

    KernelParameters {
        words = List.copyOf(words);
    }

    /** Everything before {@code --}; what comes after it is meant for the first process. */
    static KernelParameters parse(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (text + " ").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (word.toString().equals("--")) {
                    break;
                }
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        return new KernelParameters(words);
    }

    /** All values of one parameter. */
    List<String> values(String name) {
        return words.stream()
                .filter(w -> w.startsWith(name + "="))
                .map(w -> w.substring(name.length() + 1))
                .toList();
    }
}
