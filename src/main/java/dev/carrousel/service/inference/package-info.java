/**
 * The Open Inference Protocol v2: models, and sequences over our sessions, for clients that speak
 * it. Tensors hold numbers in the user's own units. Hidden from our own API description, since the
 * protocol has one.
 */
@NullMarked
package dev.carrousel.service.inference;

import org.jspecify.annotations.NullMarked;
