package dev.carrousel.lstm.task;

/**
 * Why a value that is allowed by itself makes no sense beside the others.
 *
 * @param parameter name of its parameter
 * @param text what was expected and what was found
 */
public record Objection(String parameter, String text) {}
