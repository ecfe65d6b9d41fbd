package dev.carrousel.service.jobs;

/**
 * One measured value.
 *
 * @param step weight changes made before
 * @param value the value
 */
public record MetricPoint(long step, double value) {}
