package dev.carrousel.service.models;

/**
 * The program that made weights.
 *
 * @param kernels the dense loops it ran on
 * @param java version of the Java runtime
 * @param build version of the service
 */
public record Origin(String kernels, String java, String build) {}
