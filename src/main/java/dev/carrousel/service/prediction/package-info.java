/** Answers from trained models. */
@NullMarked
package dev.carrousel.service.prediction;

import org.jspecify.annotations.NullMarked;
