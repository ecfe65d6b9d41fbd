package dev.carrousel.service.exchange;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports.
 *
 * @param maxSize largest file
 */
@Validated
@ConfigurationProperties("carrousel.imports")
record ExchangeProperties(@DefaultValue("256MB") DataSize maxSize) {}
