/** The application: trains and serves LSTM networks over HTTP. */
@NullMarked
package dev.carrousel.service;

import org.jspecify.annotations.NullMarked;
