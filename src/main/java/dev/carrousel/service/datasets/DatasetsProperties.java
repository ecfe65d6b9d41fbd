package dev.carrousel.service.datasets;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of uploads.
 *
 * @param maxSize largest file
 * @param maxRows most rows of a file
 * @param maxColumns most columns of a file
 */
@Validated
@ConfigurationProperties("carrousel.datasets")
record DatasetsProperties(
    @DefaultValue("256MB") DataSize maxSize,
    @DefaultValue("5000000") @Positive int maxRows,
    @DefaultValue("500") @Positive int maxColumns) {}
