package io.signalbox.vfs;

import static io.signalbox.vfs.VfsService.ACME;
import static io.signalbox.vfs.VfsService.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.kit.security.Role;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.vfs.VfsService.Opened;
import io.signalbox.vfs.sweeping.Sweeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final VfsService VFS = VfsService.get();
    private static final String SESSIONS = "/api/vfs/sessions";

    @Test
    void a_session_is_opened_with_its_token_shown_once() {
        Answer opened = VFS.ada().post(SESSIONS, """
                {"name":"notes","quota":{"bytes":2000,"files":20},"lifetime":"PT2H"}""");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        String id = opened.json().path("id").asText();
        assertThat(opened.header("location")).isEqualTo(SESSIONS + "/" + id);
        assertThat(opened.header("cache-control")).isEqualTo("no-store");
        String token = opened.json().path("token").asText();
        assertThat(token).startsWith("sbv_");
        Answer shown = VFS.ada().get(SESSIONS + "/" + id);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).doesNotContain(token);
        assertThat(shown.json().path("state").asText()).isEqualTo("open");
        assertThat(shown.json().at("/quota/bytes").asLong()).isEqualTo(2000);
        assertThat(shown.json().at("/used/files").asLong()).isZero();
        assertThat(shown.json().path("tokenPrefix").asText()).isEqualTo(token.substring(0, 12));
    }

    @Test
    void what_is_left_out_has_a_default_and_what_is_too_much_is_refused_by_name() {
        Answer usual = VFS.ada().post(SESSIONS, "{}");
        assertThat(usual.json().at("/quota/files").asInt()).isEqualTo(1000);
        assertThat(refusedField("{\"quota\":{\"bytes\":99999999999}}")).isEqualTo("quota.bytes");
        assertThat(refusedField("{\"quota\":{\"files\":0}}")).isEqualTo("quota.files");
        assertThat(refusedField("{\"lifetime\":\"P400D\"}")).isEqualTo("lifetime");
        assertThat(refusedField("{\"lifetime\":\"PT0S\"}")).isEqualTo("lifetime");
        assertThat(refusedField("{\"lifetime\":\"tomorrow\"}")).isEqualTo("lifetime");
        assertThat(refusedField("{\"owner\":\"eve\"}")).isEqualTo("owner");
    }

    @Test
    void a_repeated_call_is_never_told_the_token_again() {
        TestHttp keyed = VFS.ada().with("idempotency-key", "open-once");
        assertThat(keyed.post(SESSIONS, "{}").status()).isEqualTo(201);
        Answer again = keyed.post(SESSIONS, "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("idempotency_answer_gone").doesNotContain("sbv_");
    }

    @Test
    void a_token_opens_its_session_and_nothing_beside_it() {
        Opened mine = VFS.open();
        Opened sibling = VFS.open();
        TestHttp token = VFS.anonymous().as(mine.token());
        assertThat(token.get(mine.path()).status()).isEqualTo(200);
        assertThat(token.get(sibling.path()).json().path("code").asText()).isEqualTo("token_scope");
        assertThat(token.get(sibling.path() + "/files/").status()).isEqualTo(403);
        assertThat(token.delete(sibling.path()).status()).isEqualTo(403);
        assertThat(token.get(SESSIONS).status()).isEqualTo(403);
        assertThat(token.post(SESSIONS, "{}").status()).isEqualTo(403);
        assertThat(token.get("/internal/dead-letters").status()).isEqualTo(403);
    }

    @Test
    void a_token_that_is_mistyped_or_invented_is_not_known() {
        Opened session = VFS.open();
        String mistyped = session.token().substring(0, session.token().length() - 1) + "z";
        assertThat(VFS.anonymous().as(mistyped).get(session.path()).status()).isEqualTo(401);
        assertThat(VFS.anonymous().as("sbv_short").get(session.path()).status()).isEqualTo(401);
        assertThat(VFS.anonymous().get(session.path()).status()).isEqualTo(401);
    }

    @Test
    void another_tenants_session_does_not_exist() {
        Opened session = VFS.open();
        TestHttp stranger = VFS.as(OTHER, "ada", Role.ADMINISTRATOR);
        assertThat(stranger.get(session.path()).status()).isEqualTo(404);
        assertThat(stranger.get(session.path() + "/files/").status()).isEqualTo(404);
        assertThat(stranger.delete(session.path()).status()).isEqualTo(404);
        assertThat(stranger.get(SESSIONS).body()).doesNotContain(session.id());
    }

    @Test
    void a_developer_enters_own_sessions_and_an_administrator_all_of_the_tenant() {
        Opened session = VFS.open();
        TestHttp bob = VFS.as(ACME, "bob", Role.DEVELOPER);
        assertThat(bob.get(session.path()).json().path("code").asText()).isEqualTo("own_sessions_only");
        assertThat(bob.get(SESSIONS).body()).doesNotContain(session.id());
        TestHttp administrator = VFS.as(ACME, "root", Role.ADMINISTRATOR);
        assertThat(administrator.get(session.path()).status()).isEqualTo(200);
        TestHttp finance = VFS.as(ACME, "ada", Role.FINANCE);
        assertThat(finance.post(SESSIONS, "{}").status()).isEqualTo(403);
        assertThat(finance.get(session.path() + "/files/").status()).isEqualTo(403);
    }

    @Test
    void the_list_goes_on_where_it_ended() {
        TestHttp carol = VFS.as(ACME, "carol", Role.DEVELOPER);
        List<String> opened = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            opened.add(carol.post(SESSIONS, "{}").json().path("id").asText());
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            Answer page = carol.get(SESSIONS + "?limit=2" + next);
            page.json().path("items").forEach(item -> listed.add(item.path("id").asText()));
            next = page.json().hasNonNull("next")
                    ? "&cursor=" + page.json().path("next").asText()
                    : "";
        } while (!next.isEmpty());
        assertThat(listed).containsExactlyElementsOf(opened);
        assertThat(carol.get(SESSIONS + "?limti=2").json().path("code").asText())
                .isEqualTo("parameter_unknown");
    }

    @Test
    void a_closed_session_is_gone_and_closing_it_again_changes_nothing() {
        Opened session = VFS.open();
        assertThat(session.http().put("/a.txt", "content").status()).isEqualTo(201);
        assertThat(VFS.ada().delete(session.path()).status()).isEqualTo(204);
        assertThat(VFS.ada().delete(session.path()).status()).isEqualTo(204);
        assertThat(VFS.ada().get(session.path()).json().path("code").asText()).isEqualTo("session_closed");
        SessionHttp.Answer file = session.http().get("/a.txt");
        assertThat(file.status()).isEqualTo(410);
        assertThat(file.json().at("/errors/0/remedy").asText()).contains("POST /api/vfs/sessions");
        assertThat(session.http().put("/b.txt", "more").status()).isEqualTo(410);
    }

    @Test
    void an_expired_session_is_gone_at_once_and_closed_by_the_next_sweep() {
        Opened session = VFS.open("{\"lifetime\":\"PT1M\"}");
        Opened lasting = VFS.open("{\"lifetime\":\"P30D\"}");
        assertThat(session.http().put("/a.txt", "content").status()).isEqualTo(201);
        VFS.clock().advance(Duration.ofMinutes(1));
        SessionHttp.Answer read = session.http().get("/a.txt");
        assertThat(read.status()).isEqualTo(410);
        assertThat(read.code()).isEqualTo("session_expired");
        assertThat(session.http().put("/a.txt", "other").code()).isEqualTo("session_expired");
        assertThat(listed(session)).contains("\"state\":\"expired\"");
        VFS.service().bean(Sweeper.class).sweep();
        assertThat(VFS.ada().delete(session.path()).status()).isEqualTo(204);
        assertThat(listed(session)).contains("\"closedReason\":\"EXPIRED\"");
        assertThat(VFS.ada().get(lasting.path()).status()).isEqualTo(200);
    }

    @AfterEach
    void the_time_is_what_it_was() {
        VFS.clock().set(Instant.now());
    }

    private static String listed(Opened session) {
        String cursor = "";
        do {
            Answer page = VFS.ada().get(SESSIONS + "?limit=200" + cursor);
            for (var item : page.json().path("items")) {
                if (item.path("id").asText().equals(session.id())) {
                    return item.toString();
                }
            }
            cursor = page.json().hasNonNull("next")
                    ? "&cursor=" + page.json().path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return "";
    }

    private static String refusedField(String body) {
        Answer refused = VFS.ada().post(SESSIONS, body);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        return refused.json().at("/errors/0/field").asText();
    }
}
