package io.slipway.engines.s3;

import java.nio.file.Path;

import io.slipway.engines.process.Readiness;

/** The main class of the S3 server's process: starts S3Proxy and then says that it is ready. */
public final class S3Main {

    private S3Main() {}

    /** Arguments: the configuration file and the file that says "ready". The server's own threads keep the process alive. */
    public static void main(String[] arguments) throws Exception {
        org.gaul.s3proxy.Main.main(new String[] {"--properties", arguments[0]});
        new Readiness(Path.of(arguments[1])).announce();
    }
}
