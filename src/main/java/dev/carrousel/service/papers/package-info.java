/**
 * The published experiments as endpoints: each one call away, and a report that sets the published
 * figure beside the measured one.
 */
@NullMarked
package dev.carrousel.service.papers;

import org.jspecify.annotations.NullMarked;
