package io.slipway.engines.s3;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;

import io.slipway.engines.process.Readiness;

/** The main class of the S3 server's process: starts S3Proxy on a directory and then says that it is ready. */
public final class S3Main {

    private static final String PROVIDER = "jclouds.provider";

    private S3Main() {}

    /** Arguments: the configuration file and the file that says "ready". The server's own threads keep the process alive. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
            settings.load(file);
        }
        S3Proxy.Builder.fromProperties(settings)
                .blobStore(FullDisk.reportedBy(BlobStores.create(settings.getProperty(PROVIDER), settings)))
                .build()
                .start();
        new Readiness(Path.of(arguments[1])).announce();
    }
}
