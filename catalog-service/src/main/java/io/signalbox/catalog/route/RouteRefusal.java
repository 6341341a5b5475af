package io.signalbox.catalog.route;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse something about routes. */
public enum RouteRefusal implements Refusal {
    NAME_TAKEN(Kind.CONFLICT, "A route is called '%s' already.", "Choose another name, or change that one."),
    NAME_INVALID(
            Kind.INVALID,
            "'%s' is no name for a route.",
            "Use 1 to 100 letters, digits, '-', '_', '.' or ':', beginning with a letter or digit."),
    NAME_RESERVED(Kind.INVALID, "'%s' stands for the default model.", "Choose another name."),
    ROOT_MISSING(Kind.INVALID, "A route has at least one target.", "Send 'root': a tree of strategies and targets."),
    NODE_INVALID(Kind.INVALID, "%s.", "Correct the node at this place."),
    TREE_TOO_DEEP(Kind.INVALID, "The tree is deeper than %s.", "Use fewer levels."),
    TARGETS_TOO_MANY(Kind.INVALID, "The route has more than %s targets.", "Use fewer targets.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    RouteRefusal(Kind kind, String detail, String remedy) {
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
