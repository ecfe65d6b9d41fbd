package dev.carrousel.service.sessions;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions.
 *
 * @param idle how long a session lives unused, unless it asks for another limit
 * @param longestIdle the longest limit that it may ask for
 * @param perOwner sessions that one owner may have; one more is answered 429
 * @param memory what the states of all sessions of this instance may take; one more session is
 *     answered 503
 * @param rewindSteps steps that a session can be rewound by
 * @param remembered how long an ended session is told from one that never was
 */
@Validated
@ConfigurationProperties("carrousel.sessions")
record SessionsProperties(
    @DefaultValue("10m") Duration idle,
    @DefaultValue("1d") Duration longestIdle,
    @DefaultValue("10000") @Positive int perOwner,
    @DefaultValue("256MB") DataSize memory,
    @DefaultValue("8") @PositiveOrZero int rewindSteps,
    @DefaultValue("7d") Duration remembered) {}
