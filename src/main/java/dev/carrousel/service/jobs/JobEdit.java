package dev.carrousel.service.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a job; what is left out stays as it is.
 *
 * @param name what the user calls it
 * @param labels the user's own marks, all of them
 * @param priority higher goes first
 */
public record JobEdit(
    @Size(min = 1, max = 200) @Nullable String name,
    @Size(max = 50)
        @Nullable Map<@Size(min = 1, max = 100) String, @NotNull @Size(max = 200) String> labels,
    @Min(-1000) @Max(1000) @Nullable Integer priority) {}
