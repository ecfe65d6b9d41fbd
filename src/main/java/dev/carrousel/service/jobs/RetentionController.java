package dev.carrousel.service.jobs;

import dev.carrousel.service.jobs.Retention.Forgotten;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that forgets. */
@Tag(name = "operations")
@RestController
@RequestMapping("/api/v1/retention")
class RetentionController {

  private final Retention retention;

  RetentionController(Retention retention) {
    this.retention = retention;
  }

  @Operation(
      operationId = "applyRetention",
      summary =
          "Forget metrics, events and all but the best checkpoints of jobs that ended long ago",
      description =
          "With dryRun=true only says what would go. Jobs, their results and models stay.")
  @PostMapping
  Forgotten apply(
      @RequestParam @Min(0) @Max(36500) int days,
      @Parameter(description = "how many of the best checkpoints of each run stay")
          @RequestParam(defaultValue = "1")
          @Min(0)
          @Max(100)
          int checkpoints,
      @RequestParam(defaultValue = "false") boolean dryRun) {
    return retention.apply(days, checkpoints, dryRun);
  }
}
