package dev.carrousel.service.training;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The workers.
 *
 * @param worker whether this instance trains, or only answers requests
 * @param slots runs that train at the same time on this instance
 * @param queueCapacity runs that may wait; a submission beyond is answered 503
 * @param queuedRunsPerOwner runs of one owner that may wait; a submission beyond is answered 429
 * @param unfinishedJobsPerOwner jobs of one owner that may wait, run or pause; as above
 * @param maxParameters largest network, in trainable weights
 * @param maxOriginalParameters largest original network, whose every step costs some of them all
 * @param threads processors that layered networks train on, shared by all runs; 0 for as many as
 *     there are
 * @param niceness how far training gives way to requests on Linux, from 0, not at all, to 19
 * @param recordInterval how often progress and metrics are written down
 * @param checkpointInterval how often a run writes down all that it needs to go on
 * @param lossesAllowed workers that a run may lose between two checkpoints before it is taken for
 *     the cause
 */
@Validated
@ConfigurationProperties("carrousel.training")
record TrainingProperties(
    @DefaultValue("true") boolean worker,
    @DefaultValue("2") @Positive int slots,
    @DefaultValue("100000") @Positive int queueCapacity,
    @DefaultValue("50000") @Positive int queuedRunsPerOwner,
    @DefaultValue("50000") @Positive int unfinishedJobsPerOwner,
    @DefaultValue("20000000") @Positive long maxParameters,
    @DefaultValue("1000000") @Positive long maxOriginalParameters,
    @DefaultValue("0") @PositiveOrZero int threads,
    @DefaultValue("10") @Range(min = 0, max = 19) int niceness,
    @DefaultValue("1s") Duration recordInterval,
    @DefaultValue("30s") Duration checkpointInterval,
    @DefaultValue("2") @PositiveOrZero int lossesAllowed) {}
