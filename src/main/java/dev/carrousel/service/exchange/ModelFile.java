package dev.carrousel.service.exchange;

/**
 * A model as a file.
 *
 * @param name what the file is to be called
 * @param mediaType what it holds
 * @param tag changes with what it holds
 * @param content its bytes
 */
record ModelFile(String name, String mediaType, String tag, byte[] content) {}
