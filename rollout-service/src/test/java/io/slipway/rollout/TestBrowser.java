package io.slipway.rollout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A Chromium without a window, driven over its DevTools protocol. Whatever the page complains about is kept. */
final class TestBrowser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LISTENING = "DevTools listening on ws://";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket page;

    private TestBrowser(Path program) throws IOException {
        profile = Files.createTempDirectory("slipway-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        page = connect(address(process.inputReader()));
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Where this machine has a Chromium. */
    static Optional<Path> installed() {
        return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static TestBrowser start(Path program) {
        try {
            return new TestBrowser(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(String url) {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression; a promise is waited for. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** What a reader sees of the page. */
    String text() {
        return evaluate("document.body.innerText").asText();
    }

    /** Presses and releases one key. */
    void press(String key) {
        Map<String, Object> event = key.equals("Enter")
                ? Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r")
                : Map.of("key", key, "code", key, "windowsVirtualKeyCode", key.equals("Tab") ? 9 : 27);
        send("keyDown", event);
        send("keyUp", event);
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    void viewport(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    void prefersDark(boolean dark) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The whole page, however long. */
    void screenshot(Path file) {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uncaught exceptions and what the browser itself logged as an error, such as what the Content-Security-Policy refused. */
    List<String> complaints() {
        return complaints;
    }

    private void send(String type, Map<String, Object> key) {
        Map<String, Object> event = new java.util.HashMap<>(key);
        event.put("type", type);
        call("Input.dispatchKeyEvent", event);
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        try {
            page.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
            JsonNode message = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new AssertionError(method + ": " + message.get("error"));
            }
            return message.get("result");
        } catch (Exception e) {
            throw new AssertionError("the browser does not answer " + method, e);
        }
    }

    private static String address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> drain(output));
                return line.substring(LISTENING.length(), line.indexOf('/', LISTENING.length()));
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(java.io.Writer.nullWriter());
        } catch (IOException ended) {
            // The browser is gone, and so is what it would have said.
        }
    }

    private WebSocket connect(String address) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/list"))
                    .build();
            String targets =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            for (JsonNode target : JSON.readTree(targets)) {
                if (target.get("type").asText().equals("page")) {
                    URI uri = URI.create(target.get("webSocketDebuggerUrl").asText());
                    return http.newWebSocketBuilder()
                            .buildAsync(uri, new Listener())
                            .join();
                }
            }
            throw new IOException("Chromium has no page");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void received(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.has("id")) {
                calls.remove(message.get("id").asInt()).complete(message);
                return;
            }
            JsonNode parameters = message.path("params");
            switch (message.path("method").asText()) {
                case "Runtime.exceptionThrown" ->
                    complaints.add(parameters.path("exceptionDetails").toString());
                case "Log.entryAdded" -> {
                    if (parameters.path("entry").path("level").asText().equals("error")) {
                        complaints.add(parameters.path("entry").toString());
                    }
                }
                default -> {}
            }
        } catch (IOException e) {
            complaints.add(e.toString());
        }
    }

    @Override
    public void close() {
        page.abort();
        http.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (var files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
