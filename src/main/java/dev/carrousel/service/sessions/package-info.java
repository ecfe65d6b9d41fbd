/**
 * Keeps the state of models between requests. A session lives in memory, one lock each, so that its
 * steps have an order; the database knows that it exists, and holds its state while no instance
 * does.
 */
@NullMarked
package dev.carrousel.service.sessions;

import org.jspecify.annotations.NullMarked;
