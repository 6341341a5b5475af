package io.signalbox.credential.directory;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists and shows tenants, projects and users. */
@RestController
final class DirectoryController {
    private final Directory directory;

    DirectoryController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/api/tenants")
    Page<TenantState> tenants(PageRequest page, Caller caller) {
        return directory.tenants(caller.tenant(), page);
    }

    @GetMapping("/api/tenants/{id}")
    ResponseEntity<TenantState> tenant(@PathVariable TenantId id, Caller caller) {
        TenantState state = directory
                .tenant(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The tenant " + id));
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }

    @GetMapping("/api/projects")
    Page<ProjectState> projects(PageRequest page, Caller caller) {
        return directory.projects(caller.tenant(), page);
    }

    @GetMapping("/api/projects/{id}")
    ResponseEntity<ProjectState> project(@PathVariable UUID id, Caller caller) {
        ProjectState state = directory
                .project(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The project " + id));
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }

    @GetMapping("/api/users")
    Page<UserState> users(PageRequest page, Caller caller) {
        caller.require(Role.ADMINISTRATOR, Role.AUDITOR);
        return directory.users(caller.tenant(), page);
    }

    @GetMapping("/api/users/{id}")
    ResponseEntity<UserState> user(@PathVariable String id, Caller caller) {
        if (!id.equals(caller.subject())) {
            caller.require(Role.ADMINISTRATOR, Role.AUDITOR);
        }
        UserState state = directory
                .user(caller.tenant(), id)
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The user " + id));
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }
}
