package io.slipway.rollout;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page in a real Chromium, where there is one. Pictures of what it looks like are in {@code target/pictures}. */
@QuarkusTest
@Tag("system")
class WebPageInBrowserTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String TWO_WAVES = "\"waves\":[{\"count\":1}],\"successThreshold\":100";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private TestBroker broker;
    private TestFleet fleet;
    private TestForwarder forwarder;
    private TestBrowser browser;

    @BeforeEach
    void open() {
        Optional<Path> chromium = TestBrowser.installed();
        assumeTrue(chromium.isPresent(), "there is no Chromium on this machine");
        broker = new TestBroker(kafka);
        fleet = new TestFleet(broker);
        forwarder = new TestForwarder(port);
        browser = TestBrowser.start(chromium.get());
        browser.viewport(1280, 900, false);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
            forwarder.close();
            broker.close();
        }
    }

    @Test
    void shows_what_happens_without_being_loaded_again() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), TWO_WAVES);
        show(rollout, "In wave 1 of 2: 0 of 1 device done");
        browser.evaluate("window.loadedOnce = true");

        // When
        fleet.reports(rollout, "board-1", "accepted", "downloading");

        // Then
        sees("downloading", "25 %", "1, to be 2");

        // When
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.reports(rollout, "board-2", "rolled-back");

        // Then
        sees("paused", "Too many devices failed", "1 of 2 devices failed or rolled back", "health-check-failed");
        assertThat(browser.evaluate("window.loadedOnce").asBoolean()).isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void says_that_it_is_disconnected_and_comes_back_by_itself_with_what_was_missed() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), TWO_WAVES);
        show(rollout, "live");

        // When
        forwarder.cut();

        // Then
        sees("Disconnected since", "as old as that");
        browser.screenshot(PICTURES.resolve("disconnected.png"));

        // When
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.command(rollout, "InstallUpdate", "board-2");
        forwarder.mend();

        // Then
        sees("In wave 2 of 2", "live");
        assertThat(browser.text()).doesNotContain("Disconnected");
    }

    @Test
    void is_worked_with_the_keyboard_alone_and_asks_before_it_acts() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");
        show(rollout, "A start now would reach 1 device in 1 wave.");

        // When
        tabTo("Start");
        browser.press("Enter");
        sees("Start “test”?", "gets the command at once");
        browser.press("Escape");

        // Then
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("ready");

        // When
        tabTo("Start");
        browser.press("Enter");
        tabTo("Start");
        browser.press("Enter");

        // Then
        fleet.becomes(rollout, "running");
        sees("In wave 1 of 1");

        // When
        tabTo("Abort");
        browser.press("Enter");
        browser.type("wrong <b>site</b>");
        tabTo("Abort");
        browser.press("Enter");

        // Then
        assertThat(fleet.becomes(rollout, "aborted").getString("reason.detail")).isEqualTo("wrong <b>site</b>");
        sees("An operator aborted it. wrong <b>site</b>");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keeps_the_focus_while_news_come() {
        // Given
        fleet.enrol("board-1", "board-2");
        String rollout = fleet.started(fleet.release("2"), "");
        show(rollout, "In wave 1 of 1: 0 of 2 devices done");
        tabTo("Pause");

        // When
        fleet.reports(rollout, "board-1", "accepted", "downloading", "succeeded");

        // Then
        sees("In wave 1 of 1: 1 of 2 devices done");
        assertThat(browser.evaluate("document.activeElement.textContent").asText())
                .isEqualTo("Pause");
    }

    @Test
    void says_what_the_service_refused() {
        // Given
        fleet.enrol("board-1");
        UUID release = fleet.release("2");
        String rollout = fleet.create(release, "");
        fleet.becomes(rollout, "ready");
        show(rollout, "A start now");
        tabTo("Start");
        browser.press("Enter");
        fleet.withdraw(release);
        TestFleet.eventually(() -> fleet.rollout(rollout), found -> assertThat(found.getBoolean("release.withdrawn"))
                .isTrue());

        // When
        tabTo("Start");
        browser.press("Enter");

        // Then
        sees("Not done: The release was withdrawn: does not boot");
    }

    @Test
    void says_when_there_is_no_such_rollout() {
        UUID unknown = UUID.randomUUID();

        browser.open(address("#/rollouts/" + unknown));

        sees("There is no rollout " + unknown + ".");
    }

    @Test
    void shows_more_devices_than_fit_by_kind() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3");
        String rollout = fleet.started(fleet.release("2"), "\"errorLimit\":{\"percent\":100}");
        fleet.reports(rollout, "board-2", "failed");
        show(rollout, "board-1", "board-2", "board-3");

        // When
        browser.evaluate(
                "(() => { const choice = document.getElementById('choice'); choice.value = 'failed'; choice.dispatchEvent(new Event('change')); })()");

        // Then
        TestFleet.eventually(browser::text, text -> assertThat(text)
                .contains("board-2")
                .doesNotContain("board-1")
                .doesNotContain("board-3"));
    }

    @Test
    void fits_on_every_screen_and_gives_every_control_a_name() {
        // Given
        browser.open(address(""));
        sees("There is no rollout yet");
        picture("no-rollouts");
        String[] pages = mixedRollouts();

        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 390)) {
                browser.viewport(width, 900, width < 500);
                browser.prefersDark(dark);
                String look = (dark ? "dark" : "light") + "-" + width;

                // When
                browser.open(address(""));
                sees("completed", "paused", "running");

                // Then
                picture("list-" + look);
                for (String page : pages) {
                    show(page, "Settings");
                    picture(fleet.rollout(page).getString("state") + "-" + look);
                }
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** A completed, a paused and a running one, of devices in many states. */
    private String[] mixedRollouts() {
        fleet.enrol("a-1", "a-2", "a-3", "b-1", "b-2", "b-3", "c-1", "c-2", "c-3", "c-4", "c-5", "c-6", "c-7");
        UUID release = fleet.release("2");
        String completed = fleet.started(release, only("a-1", "a-2", "a-3") + ",\"errorLimit\":{\"count\":1}");
        fleet.reports(completed, "a-1", "downloading", "succeeded");
        fleet.reports(completed, "a-2", "downloading", "rolled-back");
        fleet.reports(completed, "a-3", "downloading", "succeeded");
        fleet.becomes(completed, "completed");
        String paused = fleet.started(
                release, only("b-1", "b-2", "b-3") + ",\"waves\":[{\"count\":2}],\"errorLimit\":{\"count\":0}");
        fleet.reports(paused, "b-1", "downloading", "failed");
        fleet.reports(paused, "b-2", "accepted", "downloading");
        fleet.becomes(paused, "paused");
        String running = fleet.started(
                release,
                only("c-1", "c-2", "c-3", "c-4", "c-5", "c-6", "c-7")
                        + ",\"waves\":[{\"count\":1},{\"count\":5}],\"successThreshold\":60,\"errorLimit\":{\"count\":3}");
        fleet.reports(running, "c-1", "succeeded");
        fleet.reports(running, "c-2", "accepted", "downloading", "installing");
        fleet.reports(running, "c-3", "accepted", "downloading", "rebooting");
        fleet.reports(running, "c-4", "rejected");
        fleet.reports(running, "c-5", "rolled-back");
        TestFleet.eventually(() -> fleet.deployments(running), deployments -> assertThat(deployments.get("c-5"))
                .containsEntry("state", "rolled-back"));
        return new String[] {completed, paused, running};
    }

    private static String only(String... devices) {
        return "\"filter\":{\"deviceIds\":[\"" + String.join("\",\"", devices) + "\"]}";
    }

    private void picture(String name) {
        browser.screenshot(PICTURES.resolve(name + ".png"));
        assertThat(browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .asInt())
                .as("what sticks out at the right of " + name)
                .isZero();
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('button,input,select,a')].filter(it => !it.hidden && !it.closest('dialog') && !(it.textContent || it.labels?.length)).length")
                        .asInt())
                .as("controls without a name on " + name)
                .isZero();
        assertThat(browser.evaluate("document.querySelectorAll('main h1').length")
                        .asInt())
                .as("headings of the page " + name)
                .isEqualTo(1);
    }

    private void show(String rollout, String... texts) {
        browser.open("about:blank");
        browser.open(address("#/rollouts/" + rollout));
        sees(texts);
    }

    /** With the password in it, as a link in a chat may have it. */
    private String address(String hash) {
        return "http://operator:operator@localhost:" + forwarder.port() + "/?tenant=" + fleet.tenant + hash;
    }

    private void sees(String... texts) {
        TestFleet.eventually(browser::text, text -> assertThat(text).contains(texts));
    }

    private void tabTo(String button) {
        for (int i = 0; i < 20; i++) {
            browser.press("Tab");
            if (browser.evaluate("document.activeElement.textContent").asText().equals(button)) {
                return;
            }
        }
        throw new AssertionError("the tabulator never comes to " + button);
    }
}
