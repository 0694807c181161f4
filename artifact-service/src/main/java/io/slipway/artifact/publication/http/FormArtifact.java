package io.slipway.artifact.publication.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.artifact.publication.IncomingArtifact;
import io.slipway.artifact.publication.UploadRefusal;
import io.slipway.artifact.publication.UploadRefusedException;
import io.slipway.metadata.digest.Sha256;

/**
 * An artifact in a form with the field {@code file}; before or after it optionally {@code sha256}, and before it optionally {@code length}. A digest beforehand
 * is better: then the bytes go straight to their place, and with the length as well they go there in one piece.
 */
final class FormArtifact implements IncomingArtifact {

    private static final Pattern NAME = Pattern.compile("(?:^|;)\\s*name=\"?([^\";]*)\"?");
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data;.*\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70})).*");
    private static final int MOST_FIELDS = 16;
    private static final int MOST_FIELD_BYTES = 4 << 10;

    private final MultipartStream form;
    private final long atMost;
    private Optional<Sha256> declared = Optional.empty();
    private OptionalLong length = OptionalLong.empty();
    private int fields;
    private boolean fileRead;

    /**
     * Reads the form up to the field {@code file}.
     *
     * @param atMost length of the whole form, or the largest artifact if it is not known
     * @throws UploadRefusedException if it is no such form
     */
    FormArtifact(String contentType, InputStream body, long atMost) {
        this.atMost = atMost;
        try {
            this.form = new MultipartStream(body, boundary(contentType));
            if (!readFieldsUpToFile()) {
                throw new MalformedFormException("The form has no field named file.");
            }
        } catch (MalformedFormException e) {
            throw new UploadRefusedException(new UploadRefusal.Malformed(e.detail()));
        } catch (IOException e) {
            throw new UploadRefusedException(new UploadRefusal.BrokenOff());
        }
    }

    @Override
    public Optional<Sha256> declared() {
        return declared;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public long atMost() {
        return atMost;
    }

    @Override
    public InputStream bytes() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = form.read(target, offset, length);
                fileRead |= read < 0;
                return read;
            }
        };
    }

    @Override
    public Optional<Sha256> declaredAfterwards() {
        if (!fileRead) {
            throw new IllegalStateException("the file has not been read to its end");
        }
        try {
            if (readFieldsUpToFile()) {
                throw new MalformedFormException("The form has more than one field named file.");
            }
            return declared;
        } catch (MalformedFormException e) {
            throw new UploadRefusedException(new UploadRefusal.Malformed(e.detail()));
        } catch (IOException e) {
            throw new UploadRefusedException(new UploadRefusal.BrokenOff());
        }
    }

    /** Whether a field {@code file} comes; false at the end of the form. */
    private boolean readFieldsUpToFile() throws IOException {
        while (true) {
            Map<String, String> headers = form.next();
            if (headers.isEmpty()) {
                return false;
            }
            if (++fields > MOST_FIELDS) {
                throw new MalformedFormException("The form has more than " + MOST_FIELDS + " fields.");
            }
            String name = name(headers);
            if (name.equals("file")) {
                return true;
            }
            String value = value();
            switch (name) {
                case "sha256" -> declare(value);
                case "length" -> announce(value);
                default -> {} // not for us
            }
        }
    }

    private void declare(String value) throws MalformedFormException {
        try {
            Sha256 digest = new Sha256(value.strip());
            if (declared.isPresent() && !declared.get().equals(digest)) {
                throw new MalformedFormException("The form has two different fields named sha256.");
            }
            declared = Optional.of(digest);
        } catch (IllegalArgumentException e) {
            throw new MalformedFormException("The field sha256 needs 64 lower-case hexadecimal digits.");
        }
    }

    private void announce(String value) throws MalformedFormException {
        if (fileRead) {
            throw new MalformedFormException("The field length belongs before the file.");
        }
        if (!value.strip().matches("[0-9]{1,18}")) {
            throw new MalformedFormException("The field length needs a number of bytes.");
        }
        OptionalLong announced = OptionalLong.of(Long.parseLong(value.strip()));
        if (length.isPresent() && !length.equals(announced)) {
            throw new MalformedFormException("The form has two different fields named length.");
        }
        length = announced;
    }

    private String value() throws IOException {
        byte[] value = new byte[MOST_FIELD_BYTES];
        int length = 0;
        for (int read = 0; read >= 0; read = form.read(value, length, value.length - length)) {
            length += read;
            if (length == value.length) {
                throw new MalformedFormException(
                        "A field other than file is longer than " + MOST_FIELD_BYTES + " bytes.");
            }
        }
        return new String(value, 0, length, StandardCharsets.UTF_8);
    }

    private static String name(Map<String, String> headers) throws MalformedFormException {
        Matcher name = NAME.matcher(headers.getOrDefault("content-disposition", ""));
        if (!name.find()) {
            throw new MalformedFormException("A field of the form has no name.");
        }
        return name.group(1);
    }

    private static String boundary(String contentType) throws MalformedFormException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw new MalformedFormException("The content type needs to be multipart/form-data with a boundary.");
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }
}
