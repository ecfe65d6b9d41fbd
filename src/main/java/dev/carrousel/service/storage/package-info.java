/** The database: what is acknowledged stays. */
@NullMarked
package dev.carrousel.service.storage;

import org.jspecify.annotations.NullMarked;
