package dev.carrousel.service.web;

/**
 * One thing wrong with one field of a request.
 *
 * @param pointer JSON pointer to the field, as a URI fragment
 * @param code short machine-readable reason
 * @param detail what was expected and what was found
 */
public record FieldProblem(String pointer, String code, String detail) {}
