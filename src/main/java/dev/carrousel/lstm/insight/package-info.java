/**
 * What goes on inside a network while it answers, in terms that hold for every engine: traces of
 * all units, how long gates stand open or shut, how long cells remember, how far error reaches
 * back.
 */
@NullMarked
package dev.carrousel.lstm.insight;

import org.jspecify.annotations.NullMarked;
