/** How weights follow their gradients. */
@NullMarked
package dev.carrousel.lstm.optimizer;

import org.jspecify.annotations.NullMarked;
