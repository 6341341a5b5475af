package io.signalbox.vfs.upload;

import io.signalbox.kit.problem.Refusal;

/** Why a file of /v1/files is not taken or not there. */
enum UploadRefusal implements Refusal {
    UPLOAD_NOT_FOUND(Kind.NOT_FOUND, "There is no file '%s' of this access key.", "GET /v1/files lists what there is."),
    UPLOAD_TOO_LARGE(Kind.TOO_LARGE, "A file has at most %s bytes.", "Send several files."),
    UPLOAD_NOT_A_FORM(
            Kind.INVALID,
            "The call carries no form with the field '%s'.",
            "Send multipart/form-data with the fields purpose and file."),
    PURPOSE_UNKNOWN(Kind.INVALID, "Files of the purpose '%s' are not kept here.", "Send purpose=batch."),
    UPLOADS_TOO_MANY(
            Kind.CONFLICT,
            "The tenant has %s files or %s bytes in them, which is as much as it may have.",
            "Delete some: DELETE /v1/files/:id."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    UploadRefusal(Kind kind, String detail, String remedy) {
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
