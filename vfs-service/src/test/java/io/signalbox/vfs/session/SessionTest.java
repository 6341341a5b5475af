package io.signalbox.vfs.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.Refusal;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.session.SessionCommand.CloseSession;
import io.signalbox.vfs.session.SessionCommand.DeleteFile;
import io.signalbox.vfs.session.SessionCommand.OpenSession;
import io.signalbox.vfs.session.SessionCommand.WriteFile;
import io.signalbox.vfs.session.SessionEvent.FileDeleted;
import io.signalbox.vfs.session.SessionEvent.FileWritten;
import io.signalbox.vfs.session.SessionEvent.SessionClosed;
import io.signalbox.vfs.session.SessionEvent.SessionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(1));
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final WriteCondition ANY = new WriteCondition.Anything();
    private static final SessionOpened OPENED =
            new SessionOpened(ACME, ID, "notes", new Quota(100, 3), "hash", "sbv_12345678", "ada", NOW, END);
    private static final FileWritten A = new FileWritten(ACME, ID, "a", "h1", 40, 1, 40, 1, "token", NOW);
    private static final FileWritten DEEP = new FileWritten(ACME, ID, "dir/b", "h2", 40, 2, 80, 2, "token", NOW);
    private static final SessionClosed CLOSED = new SessionClosed(ACME, ID, CloseReason.REQUESTED, "ada", NOW);

    private final Holds holds = new Holds();
    private final FixtureConfiguration<Session> session =
            new AggregateTestFixture<>(Session.class).registerInjectableResource(holds);

    /** Writes down what it is told. */
    private static final class Holds implements ContentHolds {
        private final List<String> told = new ArrayList<>();

        @Override
        public void hold(TenantId tenant, UUID sessionId, String path, String hash) {
            told.add("hold " + path + " " + hash);
        }

        @Override
        public void release(TenantId tenant, UUID sessionId, String path) {
            told.add("release " + path);
        }

        @Override
        public void releaseAll(TenantId tenant, UUID sessionId) {
            told.add("release all");
        }
    }

    @Nested
    class Opening {
        @Test
        void a_session_is_opened() {
            session.givenNoPriorActivity().when(open(END)).expectEvents(OPENED);
        }

        @Test
        void a_session_without_a_lifetime_is_not_opened() {
            refused(session.givenNoPriorActivity().when(open(NOW)), StandardRefusal.FIELD_INVALID);
        }

        @Test
        void the_same_id_is_not_opened_twice() {
            session.given(OPENED).when(open(END)).expectNoEvents();
        }

        private OpenSession open(Instant end) {
            return new OpenSession(ACME, ID, "notes", new Quota(100, 3), "hash", "sbv_12345678", "ada", NOW, end);
        }
    }

    @Nested
    class Writing {
        @Test
        void a_file_is_written_and_its_content_held() {
            session.given(OPENED).when(write("a", "h1", 40, ANY)).expectEvents(A);
            assertThat(holds.told).containsExactly("hold a h1");
        }

        @Test
        void a_second_writing_of_the_same_content_changes_nothing() {
            session.given(OPENED, A)
                    .when(write("a", "h1", 40, ANY))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
            assertThat(holds.told).isEmpty();
        }

        @Test
        void replacing_a_file_frees_what_it_had() {
            session.given(OPENED, A)
                    .when(write("a", "h9", 100, ANY))
                    .expectEvents(new FileWritten(ACME, ID, "a", "h9", 100, 2, 100, 1, "token", NOW));
        }

        @Test
        void one_byte_over_the_quota_is_refused_with_what_is_used() {
            refused(session.given(OPENED, A).when(write("b", "h2", 61, ANY)), SessionRefusal.BYTES_QUOTA_EXCEEDED);
        }

        @Test
        void exactly_the_quota_is_not_over_it() {
            session.given(OPENED, A).when(write("b", "h2", 60, ANY)).expectSuccessfulHandlerExecution();
        }

        @Test
        void one_file_over_the_quota_is_refused() {
            FileWritten third = new FileWritten(ACME, ID, "c", "h3", 1, 3, 81, 3, "token", NOW);
            refused(
                    session.given(OPENED, A, DEEP, third).when(write("d", "h4", 1, ANY)),
                    SessionRefusal.FILES_QUOTA_EXCEEDED);
            session.given(OPENED, A, DEEP, third).when(write("c", "h5", 2, ANY)).expectSuccessfulHandlerExecution();
        }

        @Test
        void an_update_of_something_else_is_not_lost() {
            refused(
                    session.given(OPENED, A).when(write("a", "h2", 1, new WriteCondition.Holding(Set.of("h0")))),
                    StandardRefusal.STATE_CHANGED);
            refused(
                    session.given(OPENED, A).when(write("a", "h2", 1, new WriteCondition.Absent())),
                    StandardRefusal.STATE_CHANGED);
            refused(
                    session.given(OPENED).when(write("a", "h2", 1, new WriteCondition.Present())),
                    StandardRefusal.STATE_CHANGED);
            session.given(OPENED, A)
                    .when(write("a", "h2", 1, new WriteCondition.Holding(Set.of("h1"))))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_file_and_a_folder_never_have_one_name() {
            refused(session.given(OPENED, A).when(write("a/b", "h2", 1, ANY)), SessionRefusal.FILE_IN_THE_WAY);
            refused(session.given(OPENED, DEEP).when(write("dir", "h2", 1, ANY)), SessionRefusal.FOLDER_IN_THE_WAY);
            session.given(OPENED, DEEP).when(write("dir-b", "h2", 1, ANY)).expectSuccessfulHandlerExecution();
        }

        @Test
        void an_ended_session_takes_nothing() {
            refused(session.given(OPENED, CLOSED).when(write("a", "h1", 1, ANY)), SessionRefusal.SESSION_CLOSED);
            refused(
                    session.given(OPENED).when(new WriteFile(ACME, ID, "a", "h1", 1, ANY, "token", END)),
                    SessionRefusal.SESSION_EXPIRED);
        }

        @Test
        void a_file_changes_only_so_often() {
            FileWritten last = new FileWritten(ACME, ID, "a", "h1", 1, Session.CHANGES_MAX, 1, 1, "token", NOW);
            refused(session.given(OPENED, last).when(write("a", "h2", 1, ANY)), SessionRefusal.CHANGES_TOO_MANY);
        }

        private WriteFile write(String path, String hash, long bytes, WriteCondition condition) {
            return new WriteFile(ACME, ID, path, hash, bytes, condition, "token", NOW);
        }
    }

    @Nested
    class Deleting {
        private final DeleteFile deleteA = new DeleteFile(ACME, ID, "a", ANY, "token", NOW);

        @Test
        void a_file_is_deleted_and_its_content_released() {
            session.given(OPENED, A, DEEP)
                    .when(deleteA)
                    .expectEvents(new FileDeleted(ACME, ID, "a", 3, 40, 1, "token", NOW));
            assertThat(holds.told).containsExactly("release a");
        }

        @Test
        void what_is_not_there_is_deleted_already() {
            FileDeleted gone = new FileDeleted(ACME, ID, "a", 2, 0, 0, "token", NOW);
            session.given(OPENED, A, gone).when(deleteA).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void another_content_than_the_one_named_stays() {
            refused(
                    session.given(OPENED, A)
                            .when(new DeleteFile(
                                    ACME, ID, "a", new WriteCondition.Holding(Set.of("h0")), "token", NOW)),
                    StandardRefusal.STATE_CHANGED);
        }

        @Test
        void a_closed_session_deletes_nothing() {
            refused(session.given(OPENED, A, CLOSED).when(deleteA), SessionRefusal.SESSION_CLOSED);
        }
    }

    @Nested
    class Closing {
        @Test
        void everything_is_released() {
            session.given(OPENED, A)
                    .when(new CloseSession(ACME, ID, CloseReason.REQUESTED, "ada", NOW))
                    .expectEvents(CLOSED);
            assertThat(holds.told).containsExactly("release all");
        }

        @Test
        void closing_again_changes_nothing() {
            session.given(OPENED, CLOSED)
                    .when(new CloseSession(ACME, ID, CloseReason.EXPIRED, "service:vfs", END))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_session_is_not_expired_before_its_time() {
            refused(
                    session.given(OPENED)
                            .when(new CloseSession(ACME, ID, CloseReason.EXPIRED, "service:vfs", END.minusNanos(1))),
                    StandardRefusal.STATE_CHANGED);
        }
    }

    private static void refused(ResultValidator<Session> result, Refusal why) {
        result.expectNoEvents().expectException(new CustomTypeSafeMatcher<RefusedException>(why.code()) {
            @Override
            protected boolean matchesSafely(RefusedException refused) {
                return refused.refusal().equals(why);
            }
        });
    }
}
