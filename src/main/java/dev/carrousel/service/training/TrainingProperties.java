package dev.carrousel.service.training;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The workers.
 *
 * @param slots runs that train at the same time on this instance
 * @param queueCapacity runs that may wait; a submission beyond is answered 503
 * @param maxParameters largest network, in trainable weights
 * @param maxOriginalParameters largest original network, whose every step costs some of them all
 * @param threads processors that layered networks train on, shared by all runs; 0 for as many as
 *     there are
 * @param recordInterval how often progress and metrics are written down
 */
@Validated
@ConfigurationProperties("carrousel.training")
record TrainingProperties(
    @DefaultValue("2") @PositiveOrZero int slots,
    @DefaultValue("10000") @Positive int queueCapacity,
    @DefaultValue("20000000") @Positive long maxParameters,
    @DefaultValue("1000000") @Positive long maxOriginalParameters,
    @DefaultValue("0") @PositiveOrZero int threads,
    @DefaultValue("1s") Duration recordInterval) {}
