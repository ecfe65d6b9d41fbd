package dev.carrousel.service.jobs;

/**
 * A place in the queue.
 *
 * @param runId the run that waits
 * @param number which of its queueings this is
 * @param round its turn in the fair order between owners
 */
public record Ticket(String runId, int number, long round) {}
