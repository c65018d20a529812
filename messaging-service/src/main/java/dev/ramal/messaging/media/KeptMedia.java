package dev.ramal.messaging.media;

import dev.ramal.carriers.files.FileArchive.Kept;

/**
 * A file of a message in our store.
 *
 * @param contentType as it is shown
 */
record KeptMedia(Kept file, String contentType) {}
