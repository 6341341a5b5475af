package io.signalbox.usage.rating;

import org.springframework.scheduling.annotation.Scheduled;

/** Works off what is to be rated again, page after page. A failure is logged by the schedule and tried again by the next. */
final class RatingWorker {
    private final RatingTasks tasks;

    RatingWorker(RatingTasks tasks) {
        this.tasks = tasks;
    }

    @Scheduled(fixedDelay = 300)
    void workOff() {
        while (!Thread.currentThread().isInterrupted() && tasks.workOnePage()) {
            // The next page.
        }
    }
}
