package dev.carrousel.service.prediction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of answering.
 *
 * @param cacheSize memory for networks that wait for the next question to their model
 */
@Validated
@ConfigurationProperties("carrousel.prediction")
record PredictionProperties(@DefaultValue("128MB") DataSize cacheSize) {}
