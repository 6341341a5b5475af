package io.signalbox.vfs.session;

import io.signalbox.kit.problem.Refusal;

/** Why a session is not opened or does not do what it is asked. */
public enum SessionRefusal implements Refusal {
    SESSION_EXPIRED(
            Kind.GONE, "The session ended at %s; its files are gone.", "Open a new one: POST /api/vfs/sessions."),
    SESSION_CLOSED(Kind.GONE, "The session is closed; its files are gone.", "Open a new one: POST /api/vfs/sessions."),
    SESSIONS_TOO_MANY(
            Kind.CONFLICT,
            "The tenant has %s open sessions, which is as many as it may have.",
            "Close one: DELETE /api/vfs/sessions/:id."),
    OWN_SESSIONS_ONLY(
            Kind.FORBIDDEN,
            "The session was opened by somebody else.",
            "Use its token, or ask an administrator of your tenant."),
    TOKEN_SCOPE(
            Kind.FORBIDDEN,
            "This token opens one session and nothing beside it.",
            "Use it under /api/vfs/sessions/%s, or call with a user's token."),
    BYTES_QUOTA_EXCEEDED(
            Kind.QUOTA_EXCEEDED,
            "The file would need %s bytes more; the session uses %s of its %s bytes.",
            "Delete files, or open a session with a larger quota.bytes."),
    FILES_QUOTA_EXCEEDED(
            Kind.QUOTA_EXCEEDED,
            "The session has %s of its %s files.",
            "Delete files, or open a session with a larger quota.files."),
    CHANGES_TOO_MANY(
            Kind.QUOTA_EXCEEDED,
            "The session's files have changed %s times, which is as often as they may.",
            "Open a new session: POST /api/vfs/sessions."),
    FILE_IN_THE_WAY(
            Kind.CONFLICT, "'%s' is a file, so nothing can lie below it.", "Delete that file, or choose another path."),
    FOLDER_IN_THE_WAY(
            Kind.CONFLICT, "'%s' is a folder with files in it.", "Choose another path, or delete what is in it."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    SessionRefusal(Kind kind, String detail, String remedy) {
        this.kind = kind;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
