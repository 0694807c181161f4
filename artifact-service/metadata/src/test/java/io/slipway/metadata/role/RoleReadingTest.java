package io.slipway.metadata.role;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonInteger;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonString;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Reading roles from JSON: what is written comes back, and nothing but declared refusals comes out of anything else. */
class RoleReadingTest {

    private static final String FILE = "file.json";

    private final SampleRepository repository = new SampleRepository();

    @Test
    void every_role_that_is_written_and_read_again_is_the_same() {
        var revision = repository.current();
        Root root = revision.contents().root().role();
        Targets targets = revision.contents().targets().role();

        assertThat(Root.read(FILE, root.toJson())).isEqualTo(root);
        assertThat(Targets.read(FILE, targets.toJson())).isEqualTo(targets);
        assertThat(Snapshot.read(FILE, revision.snapshot().role().toJson()))
                .isEqualTo(revision.snapshot().role());
        assertThat(Timestamp.read(FILE, revision.timestamp().role().toJson()))
                .isEqualTo(revision.timestamp().role());
    }

    @Test
    void members_that_are_not_known_do_not_matter_but_are_signed() {
        JsonObject root = with(rootJson(), "x-future", new JsonInteger(1));
        SignedMetadata signed = new SignedMetadata(root, List.of()).signedBy(SampleKeys.ROOT_1);

        SignedMetadata read = SignedMetadata.read(FILE, signed.bytes());

        assertThat(Root.read(FILE, read.signed()).version()).isEqualTo(1);
        assertThat(new String(read.signedBytes(), StandardCharsets.UTF_8)).contains("x-future");
    }

    @Test
    void refuses_a_role_of_another_type() {
        Refusal refusal = refusalOf(() -> Snapshot.read(FILE, rootJson()));

        assertThat(refusal).isEqualTo(new Refusal.WrongType(FILE, "snapshot", "root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "1", "1.1", "1.0.x", "", "1.0.34-beta"})
    void refuses_another_specification(String version) {
        JsonObject root = with(rootJson(), "spec_version", new JsonString(version));

        assertThat(refusalOf(() -> Root.read(FILE, root)))
                .isEqualTo(new Refusal.UnsupportedSpecification(FILE, version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-01",
                "2030-01-01T00:00:00",
                "2030-01-01T00:00:00+00:00",
                "2030-01-01T00:00:00.5Z",
                "2030-02-30T00:00:00Z",
                "2030-01-01T25:00:00Z",
                "2030-01-01t00:00:00z",
                "+2030-01-01T00:00:00Z",
                ""
            })
    void refuses_other_forms_of_date_and_time(String expires) {
        JsonObject root = with(rootJson(), "expires", new JsonString(expires));

        assertThat(refusalOf(() -> Root.read(FILE, root))).isInstanceOf(Refusal.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refuses_versions_below_one(long version) {
        JsonObject root = with(rootJson(), "version", new JsonInteger(version));

        assertThat(refusalOf(() -> Root.read(FILE, root))).isInstanceOf(Refusal.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 4, 4294967297L, -4294967295L, Long.MAX_VALUE})
    void refuses_thresholds_that_nobody_or_not_enough_can_reach(long threshold) {
        JsonObject root = inRole(role -> with(role, "threshold", new JsonInteger(threshold)));

        assertThat(refusalOf(() -> Root.read(FILE, root))).isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void refuses_a_key_under_an_id_that_is_not_its_own() {
        JsonObject keys = rootJson().object("keys");
        Map<String, JsonValue> exchanged = new LinkedHashMap<>(keys.members());
        exchanged.put(
                SampleKeys.ROOT_1.verificationKey().id().hex(),
                SampleKeys.THIEF.verificationKey().document());
        JsonObject root = with(rootJson(), "keys", new JsonObject(exchanged));

        Refusal refusal = refusalOf(() -> Root.read(FILE, root));

        assertThat(refusal).isInstanceOf(Refusal.Malformed.class);
        assertThat(refusal.actual())
                .contains(SampleKeys.THIEF.verificationKey().id().hex());
    }

    @Test
    void refuses_key_ids_without_key_and_key_ids_listed_twice() {
        String id = SampleKeys.ROOT_1.verificationKey().id().hex();
        JsonObject unknown = inRole(role -> with(role, "keyids", ids("0".repeat(64))));
        JsonObject twice = inRole(role -> with(with(role, "keyids", ids(id, id)), "threshold", new JsonInteger(2)));

        assertThat(refusalOf(() -> Root.read(FILE, unknown))).isInstanceOf(Refusal.Malformed.class);
        assertThat(refusalOf(() -> Root.read(FILE, twice))).isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void refuses_a_root_without_one_of_the_roles_or_with_another() {
        Map<String, JsonValue> roles =
                new LinkedHashMap<>(rootJson().object("roles").members());
        JsonValue timestamp = roles.remove("timestamp");
        JsonObject without = with(rootJson(), "roles", new JsonObject(roles));
        roles.put("mirrors", timestamp);
        JsonObject another = with(rootJson(), "roles", new JsonObject(roles));

        assertThat(refusalOf(() -> Root.read(FILE, without))).isInstanceOf(Refusal.Malformed.class);
        assertThat(refusalOf(() -> Root.read(FILE, another))).isInstanceOf(Refusal.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x.json", "x/y.json", "X.json", "a.b.json", ".json", "targets", "targets.json.json", "-a.json"
            })
    void refuses_snapshot_entries_that_are_no_plain_role_names(String name) {
        JsonObject snapshot = repository.current().snapshot().role().toJson();
        JsonObject file = snapshot.object("meta").object("targets.json");
        JsonObject changed =
                with(snapshot, "meta", JsonObject.builder().put(name, file).build());

        assertThat(refusalOf(() -> Snapshot.read(FILE, changed))).isInstanceOf(Refusal.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a b", "a\\b", "ä", "a/.b", "a\u0000"})
    void refuses_target_paths_that_could_surprise(String path) {
        assertThatThrownBy(() -> new TargetPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"root", "targets", "snapshot", "timestamp"})
    void refuses_delegations_to_top_level_roles(String name) {
        var authority = SampleKeys.authority(1, SampleKeys.PAYLOADS);

        assertThatThrownBy(() -> new Delegation(new RoleName(name), authority, List.of(new PathPattern("*")), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_two_signatures_under_the_name_of_one_key() {
        SignedMetadata signed = new SignedMetadata(rootJson(), List.of()).signedBy(SampleKeys.ROOT_1);
        String one = JsonText.of(JsonReader.readObject(signed.bytes(), JsonLimits.METADATA)
                .array("signatures")
                .objects()
                .getFirst());
        String file = "{\"signatures\":[" + one + "," + one + "],\"signed\":" + JsonText.of(rootJson()) + "}";

        assertThat(refusalOf(() -> SignedMetadata.read(FILE, file.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void refuses_anything_beside_signed_and_signatures() {
        String file = "{\"signatures\":[],\"signed\":{},\"unsigned\":{}}";

        assertThat(refusalOf(() -> SignedMetadata.read(FILE, file.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void refuses_expiry_with_fractions_of_a_second() {
        assertThatThrownBy(() -> Targets.first(Instant.parse("2030-01-01T00:00:00.5Z"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.root.json", "1.targets.json", "1.snapshot.json", "timestamp.json", "1.payloads.json"})
    void lets_only_refusals_pass_whatever_the_bytes_are(String name) {
        byte[] file = repository.file(name);
        var random = new SplittableRandom(name.hashCode());
        int read = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] mutated = mutated(file, random);

            read += readsOrRefuses(mutated) ? 1 : 0;
        }
        assertThat(read).as("some changes leave a file readable").isPositive();
    }

    private static boolean readsOrRefuses(byte[] file) {
        List<BiFunction<String, JsonObject, ? extends Role>> readers =
                List.of(Root::read, Targets::read, Snapshot::read, Timestamp::read);
        boolean read = false;
        for (var reader : readers) {
            try {
                Role role = reader.apply(FILE, SignedMetadata.read(FILE, file).signed());
                read |= role.version() >= 1;
            } catch (MetadataRefusedException e) {
                assertThat(e.refusal().message()).isNotBlank();
            }
        }
        return read;
    }

    /** Exchanges a few bytes for others that are likely to keep it JSON. */
    private static byte[] mutated(byte[] file, SplittableRandom random) {
        byte[] mutated = file.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutated.length);
            mutated[at] = switch (random.nextInt(3)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) "0123456789abcdef-:,\"{}[]".charAt(random.nextInt(24));
                default -> mutated[random.nextInt(mutated.length)];
            };
        }
        return mutated;
    }

    private JsonObject rootJson() {
        return repository.current().contents().root().role().toJson();
    }

    private JsonObject inRole(UnaryOperator<JsonObject> change) {
        JsonObject roles = rootJson().object("roles");
        return with(rootJson(), "roles", with(roles, "root", change.apply(roles.object("root"))));
    }

    private static JsonValue ids(String... ids) {
        return JsonArray.ofStrings(List.of(ids));
    }

    private static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonObject(members);
    }

    private static Refusal refusalOf(ThrowingCallable call) {
        return catchThrowableOfType(MetadataRefusedException.class, call).refusal();
    }
}
