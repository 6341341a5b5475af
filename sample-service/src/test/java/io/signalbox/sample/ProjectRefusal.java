package io.signalbox.sample;

import io.signalbox.kit.problem.Refusal;

enum ProjectRefusal implements Refusal {
    PROJECT_CLOSED(Kind.CONFLICT, "The project is closed.", "Open another.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ProjectRefusal(Kind kind, String detail, String remedy) {
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
