package io.slipway.standalone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in words for the person at the terminal; Java's own messages are often nothing but the file's name. */
public final class Reason {

    private Reason() {}

    /** The words, which name the file where the failure does; without a stop at the end. */
    public static String of(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be touched by this user";
            case FileAlreadyExistsException there -> there.getFile() + " exists already, and is no directory";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> plain(failure);
        };
    }

    private static String plain(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
