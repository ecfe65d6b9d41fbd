package dev.carrousel.service.models;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the registry.
 *
 * @param cacheSize memory for decoded weights, so that not every question reads them from the
 *     database
 */
@Validated
@ConfigurationProperties("carrousel.models")
record ModelsProperties(@DefaultValue("128MB") DataSize cacheSize) {}
