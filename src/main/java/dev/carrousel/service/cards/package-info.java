/** Model cards: what is known of a version of a model, from what is stored and nothing else. */
@NullMarked
package dev.carrousel.service.cards;

import org.jspecify.annotations.NullMarked;
