/**
 * The writing side of jobs: submitting, queueing, the workers that run them and the recorder that
 * writes down what happens.
 */
@NullMarked
package dev.carrousel.service.training;

import org.jspecify.annotations.NullMarked;
