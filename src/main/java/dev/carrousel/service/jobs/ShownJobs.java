package dev.carrousel.service.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrousel.service.web.ConditionalRequests.Mark;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Jobs as they were shown lately: many watch the same one, and its mark says whether it is new. */
@Component
class ShownJobs {

  private static final int MOST = 256;
  private static final Duration LATELY = Duration.ofSeconds(10);

  private final Jobs jobs;
  private final Cache<String, Job> shown =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LATELY).build();

  ShownJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  /** A job as it is at a mark, or newer. */
  Job get(String jobId, Mark mark) {
    return shown.get(mark.text(), _ -> jobs.get(jobId));
  }
}
