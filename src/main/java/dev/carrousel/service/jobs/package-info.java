/**
 * The ledger of jobs, their runs, metrics and state machine, and the endpoints that read it. {@link
 * dev.carrousel.service.jobs.Jobs} is the way in.
 */
@NullMarked
package dev.carrousel.service.jobs;

import org.jspecify.annotations.NullMarked;
