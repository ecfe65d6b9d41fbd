package dev.carrousel.service.datasets;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset.
 *
 * @param name its name
 * @param type what its values are
 * @param missing number of rows without a value
 * @param minimum smallest value; an ISO 8601 text for times, null for texts
 * @param maximum largest value; likewise
 * @param mean mean of a number column
 * @param standardDeviation population standard deviation of a number column
 * @param distinct number of different values of a text or number column, counted up to a thousand
 * @param spacing step from row to row of a time column, as an ISO 8601 period or a number; null
 *     where the steps differ
 */
public record ColumnProfile(
    @Schema(example = "co2") String name,
    ColumnType type,
    @Schema(example = "59") int missing,
    @Nullable Object minimum,
    @Nullable Object maximum,
    @Nullable Double mean,
    @Nullable Double standardDeviation,
    @Nullable Integer distinct,
    @Schema(example = "P7D") @Nullable String spacing) {}
