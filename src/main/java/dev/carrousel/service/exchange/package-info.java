/**
 * Models that leave and models that come: files in the formats of others and in our own, and new
 * versions made of such files.
 */
@NullMarked
package dev.carrousel.service.exchange;

import org.jspecify.annotations.NullMarked;
