/**
 * The registry: names with numbered versions, each the weights of one run and what is needed to
 * predict alone.
 */
@NullMarked
package dev.carrousel.service.models;

import org.jspecify.annotations.NullMarked;
