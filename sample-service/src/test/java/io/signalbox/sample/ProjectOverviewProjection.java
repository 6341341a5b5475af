package io.signalbox.sample;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup(ProjectOverviewProjection.PROCESSOR)
class ProjectOverviewProjection {
    static final String PROCESSOR = "sample.overview";

    private final JdbcClient jdbc;

    ProjectOverviewProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ProjectEvent event) {
        switch (event) {
            case ProjectEvent.ProjectOpened opened ->
                jdbc.sql("insert into project_overview (tenant, id, name) values (?, ?, ?)")
                        .params(opened.tenant().value(), opened.id(), opened.name())
                        .update();
            case ProjectEvent.ProjectRenamed renamed ->
                jdbc.sql("update project_overview set name = ?, renames = renames + 1 where tenant = ? and id = ?")
                        .params(renamed.name(), renamed.tenant().value(), renamed.id())
                        .update();
            case ProjectEvent.ProjectClosed closed ->
                jdbc.sql("delete from project_overview where tenant = ? and id = ?")
                        .params(closed.tenant().value(), closed.id())
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from project_overview").update();
    }
}
