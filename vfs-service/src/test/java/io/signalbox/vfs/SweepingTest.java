package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vfs.VfsService.Opened;
import io.signalbox.vfs.sweeping.Sweeper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepingTest {
    private static final VfsService VFS = VfsService.get();
    private static final Duration GRACE = Duration.ofHours(1);
    private static final String LONG = "{\"lifetime\":\"P30D\"}";

    @Test
    void content_nobody_holds_is_freed_after_a_while_and_not_before() {
        Opened session = VFS.open(LONG);
        String hash = session.http()
                .put("/a", "content of its own")
                .json()
                .path("hash")
                .asText();
        session.http().delete("/a");
        sweep();
        assertThat(stored(hash)).isEqualTo(1);
        VFS.clock().advance(GRACE.plusSeconds(1));
        sweep();
        assertThat(stored(hash)).isZero();
        assertThat(session.http().put("/a", "content of its own").status()).isEqualTo(201);
        assertThat(session.http().get("/a").text()).isEqualTo("content of its own");
    }

    @Test
    void content_of_two_files_stays_until_both_are_gone() {
        Opened one = VFS.open(LONG);
        Opened two = VFS.open(LONG);
        String hash = one.http().put("/a", "shared by two").json().path("hash").asText();
        two.http().put("/b", "shared by two");
        assertThat(stored(hash)).isEqualTo(1);
        close(one);
        sweep();
        VFS.clock().advance(GRACE.plusSeconds(1));
        sweep();
        assertThat(two.http().get("/b").text()).isEqualTo("shared by two");
        close(two);
        sweep();
        VFS.clock().advance(GRACE.plusSeconds(1));
        sweep();
        assertThat(stored(hash)).isZero();
    }

    @Test
    void content_that_is_held_again_in_time_stays() {
        Opened session = VFS.open(LONG);
        String hash = session.http().put("/a", "comes back").json().path("hash").asText();
        session.http().delete("/a");
        sweep();
        session.http().put("/again", "comes back");
        VFS.clock().advance(GRACE.plusSeconds(1));
        sweep();
        assertThat(stored(hash)).isEqualTo(1);
        assertThat(session.http().get("/again").text()).isEqualTo("comes back");
    }

    @AfterEach
    void the_time_is_what_it_was() {
        VFS.clock().set(Instant.now());
    }

    /** By its own token: a user's has ended by then. */
    private static void close(Opened session) {
        assertThat(VFS.anonymous().as(session.token()).delete(session.path()).status())
                .isEqualTo(204);
    }

    private static void sweep() {
        VFS.service().bean(Sweeper.class).sweep();
    }

    /** Contents of that hash, whose every piece is there or gone with it. */
    private static int stored(String hash) {
        try (Connection superuser = VFS.database().connectAsSuperuser();
                ResultSet rows = superuser.createStatement().executeQuery("""
                        select count(distinct c.content_id), count(p.number) from content c
                        left join content_piece p using (tenant, content_id) where c.hash = '%s'
                        """.formatted(hash))) {
            rows.next();
            assertThat(rows.getInt(2)).isEqualTo(rows.getInt(1));
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
