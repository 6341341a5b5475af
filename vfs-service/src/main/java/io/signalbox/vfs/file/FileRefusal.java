package io.signalbox.vfs.file;

import io.signalbox.kit.problem.Refusal;

/** Why a file is not read or changed. */
enum FileRefusal implements Refusal {
    PATH_INVALID(
            Kind.INVALID, "The path is not one: %s.", "Send a relative path like notes/today.md, percent-encoded."),
    PATH_IS_A_FOLDER(
            Kind.INVALID, "'%s' names a folder.", "Leave out the last '/' to reach a file; GET lists a folder."),
    FILE_NOT_FOUND(
            Kind.NOT_FOUND,
            "There is no file '%s' in this session.",
            "GET its folder, with a '/' at the end, to see what there is."),
    FOLDER_NOT_FOUND(
            Kind.NOT_FOUND,
            "There is no folder '%s' in this session.",
            "A folder is there while it has files; GET the folder above it."),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "A file has at most %s bytes.", "Send less, or several files."),
    APPENDED_TOO_LARGE(Kind.TOO_LARGE, "At most %s bytes are appended at once.", "Append in several calls."),
    RANGE_NOT_SATISFIABLE(
            Kind.RANGE_NOT_SATISFIABLE, "The file has %s bytes; there are none in that range.", "Ask within them."),
    CONDITION_INVALID(
            Kind.INVALID, "The condition is not understood: %s.", "Send If-Match: \"<hash>\", or If-None-Match: *."),
    BODY_STALLED(Kind.INVALID, "The body stopped arriving, or took longer than %s.", "Send it again, without pauses."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    FileRefusal(Kind kind, String detail, String remedy) {
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
