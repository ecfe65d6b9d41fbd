/**
 * The user's data: upload, schema, profile, preview. {@link
 * dev.carrousel.service.datasets.Datasets} is the way in.
 */
@NullMarked
package dev.carrousel.service.datasets;

import org.jspecify.annotations.NullMarked;
