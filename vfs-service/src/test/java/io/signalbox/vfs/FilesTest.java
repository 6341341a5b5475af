package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.vfs.SessionHttp.Answer;
import io.signalbox.vfs.VfsService.Opened;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilesTest {
    private static final VfsService VFS = VfsService.get();
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void what_is_written_is_read_again_under_the_hash_of_its_bytes() {
        SessionHttp files = VFS.open().http();
        Answer created = files.put("/notes/today.md", "hello");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String tag = "\"" + sha256("hello".getBytes(StandardCharsets.UTF_8)) + "\"";
        assertThat(created.header("etag")).isEqualTo(tag);
        assertThat(created.json().path("version").asLong()).isEqualTo(1);
        Answer read = files.get("/notes/today.md");
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.header("etag")).isEqualTo(tag);
        assertThat(read.header("content-type")).isEqualTo("application/octet-stream");
        Answer stat = files.head("/notes/today.md");
        assertThat(stat.status()).isEqualTo(200);
        assertThat(stat.header("content-length")).isEqualTo("5");
        assertThat(stat.header("etag")).isEqualTo(tag);
        assertThat(files.get("/notes/today.md", "if-none-match", tag).status()).isEqualTo(304);
        assertThat(files.put("/notes/today.md", "bye").status()).isEqualTo(200);
        assertThat(files.get("/notes/today.md").text()).isEqualTo("bye");
    }

    @Test
    void a_large_file_goes_in_and_out_in_pieces() {
        SessionHttp files = VFS.open().http();
        byte[] content = random(3 * MEBIBYTE + 12_345);
        Answer created = files.put("/large.bin", content);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().path("hash").asText()).isEqualTo(sha256(content));
        assertThat(files.get("/large.bin").bytes()).isEqualTo(content);
        Answer across = files.get("/large.bin", "range", "bytes=" + (MEBIBYTE - 3) + "-" + (2 * MEBIBYTE + 2));
        assertThat(across.status()).isEqualTo(206);
        assertThat(across.header("content-range"))
                .isEqualTo("bytes " + (MEBIBYTE - 3) + "-" + (2 * MEBIBYTE + 2) + "/" + content.length);
        assertThat(across.bytes()).isEqualTo(Arrays.copyOfRange(content, MEBIBYTE - 3, 2 * MEBIBYTE + 3));
        byte[] exactly = random(2 * MEBIBYTE);
        files.put("/exactly.bin", exactly);
        assertThat(files.get("/exactly.bin").bytes()).isEqualTo(exactly);
    }

    @Test
    void a_part_is_answered_as_a_part() {
        SessionHttp files = VFS.open().http();
        files.put("/a.txt", "0123456789");
        Answer middle = files.get("/a.txt", "range", "bytes=2-4");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.text()).isEqualTo("234");
        assertThat(middle.header("content-range")).isEqualTo("bytes 2-4/10");
        assertThat(middle.header("content-length")).isEqualTo("3");
        assertThat(files.get("/a.txt", "range", "bytes=-3").text()).isEqualTo("789");
        assertThat(files.get("/a.txt", "range", "bytes=7-").text()).isEqualTo("789");
        assertThat(files.get("/a.txt", "range", "bytes=7-99").header("content-range"))
                .isEqualTo("bytes 7-9/10");
        assertThat(files.get("/a.txt", "range", "bytes=nonsense").status()).isEqualTo(200);
        assertThat(files.get("/a.txt", "range", "bytes=0-1,3-4").text()).isEqualTo("0123456789");
        assertThat(files.get("/a.txt", "range", "bytes=0-1", "if-range", "\"other\"")
                        .status())
                .isEqualTo(200);
        Answer beyond = files.get("/a.txt", "range", "bytes=10-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("content-range")).isEqualTo("bytes */10");
        assertThat(beyond.code()).isEqualTo("range_not_satisfiable");
        files.put("/empty", "");
        assertThat(files.get("/empty").status()).isEqualTo(200);
        assertThat(files.get("/empty", "range", "bytes=0-").status()).isEqualTo(416);
    }

    @Test
    void a_change_of_something_else_than_was_read_is_refused() {
        SessionHttp files = VFS.open().http();
        String first = files.put("/a", "one", "if-none-match", "*").header("etag");
        assertThat(files.put("/a", "two", "if-none-match", "*").status()).isEqualTo(412);
        assertThat(files.put("/a", "two", "if-match", first).status()).isEqualTo(200);
        assertThat(files.put("/a", "three", "if-match", first).status()).isEqualTo(412);
        assertThat(files.delete("/a", "if-match", first).status()).isEqualTo(412);
        assertThat(files.append("/a", "three", "if-match", first).status()).isEqualTo(412);
        assertThat(files.put("/b", "x", "if-match", "*").status()).isEqualTo(412);
        assertThat(files.get("/a").text()).isEqualTo("two");
    }

    @Test
    void an_append_makes_a_file_and_then_makes_it_longer() {
        SessionHttp files = VFS.open().http();
        assertThat(files.append("/log", "one\n").status()).isEqualTo(201);
        Answer second = files.append("/log", "two\n");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("bytes").asLong()).isEqualTo(8);
        assertThat(files.get("/log").text()).isEqualTo("one\ntwo\n");
        assertThat(files.append("/log", "three\n", "idempotency-key", "k1").status())
                .isEqualTo(200);
        assertThat(files.append("/log", "three\n", "idempotency-key", "k1").header("idempotency-replayed"))
                .isEqualTo("true");
        assertThat(files.get("/log").text()).isEqualTo("one\ntwo\nthree\n");
        assertThat(files.send("POST", "/log", BodyPublishers.ofString("x")).code())
                .isEqualTo("parameter_missing");
    }

    @Test
    void appends_at_once_are_all_there() throws Exception {
        SessionHttp files = VFS.open().http();
        int writers = 8;
        List<Answer> answers = atOnce(IntStream.range(0, writers)
                .<Callable<Answer>>mapToObj(number -> () -> files.append("/log", "line " + number + "\n"))
                .toList());
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isIn(200, 201));
        assertThat(files.get("/log").text().lines())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, writers)
                        .mapToObj(number -> "line " + number)
                        .toList());
    }

    @Test
    void writers_at_once_never_exceed_the_quota() throws Exception {
        Opened session = VFS.open("{\"quota\":{\"bytes\":1000,\"files\":5}}");
        List<Answer> bySize = atOnce(IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(number -> () -> session.http()
                        .put("/file-" + number, String.valueOf(number % 10).repeat(300)))
                .toList());
        assertThat(bySize.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(bySize.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("bytes_quota_exceeded"));
        assertThat(used(session).path("bytes").asLong()).isEqualTo(900);
        List<Answer> byNumber = atOnce(IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(number -> () -> session.http().put("/small-" + number, "" + number))
                .toList());
        assertThat(byNumber.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(used(session).path("files").asInt()).isEqualTo(5);
    }

    @Test
    void over_the_quota_says_how_much_is_used_and_what_to_do() {
        Opened session = VFS.open("{\"quota\":{\"bytes\":10}}");
        session.http().put("/a", "12345678");
        Answer refused = session.http().put("/b", "123");
        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        JsonNode error = refused.json().at("/errors/0");
        assertThat(error.path("field").asText()).isEqualTo("quota.bytes");
        assertThat(error.path("detail").asText()).contains("uses 8 of its 10 bytes");
        assertThat(error.path("remedy").asText()).contains("Delete files");
        assertThat(session.http().get("/b").status()).isEqualTo(404);
    }

    @Test
    void a_file_larger_than_any_may_be_is_refused() {
        SessionHttp files = VFS.open().http();
        Answer declared = files.put("/big", new byte[32 * MEBIBYTE + 1]);
        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.code()).isEqualTo("file_too_large");
        Answer undeclared = files.send(
                "PUT",
                "/big",
                BodyPublishers.ofByteArrays(IntStream.range(0, 33)
                        .mapToObj(number -> new byte[MEBIBYTE])
                        .toList()));
        assertThat(undeclared.status()).isEqualTo(413);
        assertThat(files.append("/big", "x".repeat(MEBIBYTE + 1)).code()).isEqualTo("appended_too_large");
        assertThat(files.get("/big").status()).isEqualTo(404);
    }

    @Test
    void a_folder_is_listed_page_by_page() {
        SessionHttp files = VFS.open().http();
        for (String path : List.of("/b/one", "/b/deep/two", "/a.txt", "/c.txt", "/ab/three", "/%C3%BC/x", "/b.txt")) {
            assertThat(files.put(path, path).status()).isEqualTo(201);
        }
        assertThat(names(files, "/")).containsExactly("a.txt", "ab", "b", "b.txt", "c.txt", "ü");
        assertThat(names(files, "")).hasSize(6);
        assertThat(names(files, "/b/")).containsExactly("deep", "one");
        assertThat(names(files, "/b?list")).containsExactly("deep", "one");
        assertThat(names(files, "/%C3%BC/")).containsExactly("x");
        JsonNode folder = files.get("/").json().path("items").get(2);
        assertThat(folder.path("kind").asText()).isEqualTo("folder");
        assertThat(folder.path("files").asInt()).isEqualTo(2);
        assertThat(folder.has("hash")).isFalse();
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = files.get("/?limit=2" + next).json();
            page.path("items").forEach(item -> paged.add(item.path("name").asText()));
            next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(paged).isEqualTo(names(files, "/"));
        assertThat(files.get("/nothing/").code()).isEqualTo("folder_not_found");
        assertThat(names(VFS.open().http(), "/")).isEmpty();
    }

    @Test
    void a_deleted_file_is_gone_and_deleting_it_again_changes_nothing() {
        Opened session = VFS.open();
        session.http().put("/dir/a", "content");
        assertThat(session.http().delete("/dir/a").status()).isEqualTo(204);
        assertThat(session.http().delete("/dir/a").status()).isEqualTo(204);
        assertThat(session.http().get("/dir/a").status()).isEqualTo(404);
        assertThat(session.http().get("/dir/").status()).isEqualTo(404);
        assertThat(used(session).path("bytes").asLong()).isZero();
    }

    @Test
    void paths_that_lead_elsewhere_are_refused_in_words() {
        SessionHttp files = VFS.open().http();
        for (String path :
                List.of("//etc/passwd", "/a/../b", "/a/%2e%2e/b", "/a//b", "/a%00b", "/a%2Fb", "/a%5Cb", "/./a")) {
            Answer refused = files.put(path, "x");
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.code()).as(path).isEqualTo("path_invalid");
        }
        assertThat(files.put("/a/", "x").code()).isEqualTo("path_is_a_folder");
        assertThat(files.put("/", "x").code()).isEqualTo("path_is_a_folder");
        assertThat(files.put("/" + "x".repeat(1_025), "x").code()).isEqualTo("path_invalid");
        assertThat(files.put("/100%25;x.txt", "x").status()).isEqualTo(201);
        assertThat(files.get("/100%25;x.txt").text()).isEqualTo("x");
    }

    private static List<String> names(SessionHttp files, String folder) {
        Answer listed = files.get(folder);
        assertThat(listed.status()).as(listed.text()).isEqualTo(200);
        return listed.json().path("items").findValuesAsText("name");
    }

    private static JsonNode used(Opened session) {
        return VFS.ada().get(session.path()).json().path("used");
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
