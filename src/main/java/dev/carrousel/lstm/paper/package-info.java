/**
 * The published experiments as data: for every row of the papers' tables that trains an LSTM, what
 * was trained, how often, and what was printed. Abbreviations: FKI95 is the report FKI-207-95,
 * NIPS96 the conference paper, NC97 the article in Neural Computation.
 *
 * <p>Where the papers' settings were not found to reproduce a figure, the row stands here twice or
 * more: to the letter, and as it comes closest. The others were found by trying, about 110 settings
 * for experiment 1, 50 for 2a, 22 for 4 and 10 for 2c; they are the closest of those settings, not
 * the authors'.
 */
@NullMarked
package dev.carrousel.lstm.paper;

import org.jspecify.annotations.NullMarked;
