package io.signalbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ModelType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a provider type offers is what it says and its format has. */
class OperationTest {
    private static final Set<Operation> FORMAT = EnumSet.of(Operation.CHAT, Operation.COUNT_TOKENS, Operation.RERANK);

    @Test
    void a_type_offers_the_operations_among_its_features_as_far_as_its_format_has_them() {
        Set<Operation> offered = Operation.offered(FORMAT, List.of("rerank", "images", "tools"));

        assertThat(offered).containsExactly(Operation.RERANK);
    }

    @Test
    void who_chats_may_be_asked_to_count() {
        Set<Operation> offered = Operation.offered(FORMAT, List.of("chat", "streaming"));

        assertThat(offered).containsExactlyInAnyOrder(Operation.CHAT, Operation.COUNT_TOKENS);
    }

    @Test
    void a_type_that_names_no_operation_offers_all_that_its_format_has() {
        assertThat(Operation.offered(FORMAT, List.of("tools"))).isEqualTo(FORMAT);
    }

    @Test
    void every_type_of_model_is_made_for_an_operation_that_is_answered_by_it() {
        assertThat(ModelType.values())
                .allSatisfy(type -> assertThat(Operation.of(type).answeredBy()).isEqualTo(type));
    }
}
